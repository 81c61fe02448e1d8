package dev.hoist.operate.plan;

import dev.hoist.validator.rollout.Step;

/** Formats steps and portions for people. */
public final class StepWords {
    private StepWords() {}

    /** A step: {@code 25 %}, {@code beta 50 %}, {@code server game-eu-1}. */
    public static String of(Step step) {
        if (step instanceof Step.To to) {
            return to.percentage() + " %";
        }
        if (step instanceof Step.RingTo to) {
            return to.ring() + " " + to.percentage() + " %";
        }
        return step.toString().replace('=', ' ');
    }

    /** A portion: {@code 25 %}, or {@code internal 100 · beta 50 · ga 0 %}. */
    public static String of(Portion portion) {
        return bare(portion) + " %";
    }

    private static String bare(Portion portion) {
        if (portion instanceof Portion.Uniform uniform) {
            return uniform.percent().toPlainString();
        }
        StringBuilder text = new StringBuilder();
        ((Portion.Split) portion).parts().forEach((name, part) -> {
            String label = name.equals("percentage") ? "else" : name;
            text.append(text.length() == 0 ? "" : " · ").append(label).append(' ');
            text.append(part instanceof Portion.Split ? "(" + bare(part) + ")" : bare(part));
        });
        return text.toString();
    }
}
