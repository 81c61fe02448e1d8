package dev.hoist.validator.laws;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.oracle.Crowd;
import dev.hoist.validator.oracle.Oracle;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.oracle.Worlds;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One random change and what the judge says of it. */
public record Trial(Worlds.Scenario scene, Scenes scenes, Verdict verdict) {
    private static final int CHANGES_EACH = 4;

    /** A few changes behind one history. */
    public static List<Trial> of(long seed) {
        Scenes scenes = new Scenes(seed % 2 == 0 ? World.Style.FLOW : World.Style.LINES);
        return Worlds.scenarios(seed, CHANGES_EACH).stream()
                .map(scene -> new Trial(scene, scenes, new Judge().judge(scenes.proposal(scene))))
                .toList();
    }

    /** Accepted, and what the laws promise something about: no baseline, no restore, nothing overridden. */
    public boolean isUnderTheLaws() {
        return isUnderTheLaws(verdict);
    }

    static boolean isUnderTheLaws(Verdict verdict) {
        return verdict.accepted()
                && verdict.kind() != Kind.BASELINE
                && verdict.kind() != Kind.RESTORE
                && verdict.findings().stream()
                        .noneMatch(finding -> finding.rule().text().equals("overridden"));
    }

    public World base() {
        List<Oracle.Commit> line = scene.line();
        return line.isEmpty() ? World.EMPTY : line.get(line.size() - 1).tree();
    }

    public World head() {
        return scene.change().head();
    }

    public Crowd crowd() {
        return Oracle.crowd(scene.line(), scene.change());
    }

    static Set<String> refusing(Verdict verdict) {
        Set<String> rules = new TreeSet<>();
        verdict.findings().stream()
                .filter(Finding::isError)
                .forEach(finding -> rules.add(finding.rule() + ": " + finding.message()));
        return rules;
    }

    @Override
    public String toString() {
        return "seed " + scene.seed() + ", " + scene.aim() + ", " + verdict.outcome() + " as " + verdict.kind() + " "
                + refusing(verdict);
    }
}
