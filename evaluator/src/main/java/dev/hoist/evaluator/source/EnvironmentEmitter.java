package dev.hoist.evaluator.source;

import dev.hoist.evaluator.plan.EnvironmentPlan;
import dev.hoist.evaluator.plan.Exposure;
import dev.hoist.evaluator.plan.ExposureLimits;
import dev.hoist.validator.model.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the decisions of each environment: one method for each flag. If there are too many flags for one class, it
 * writes several classes. Each of them extends the one before.
 */
final class EnvironmentEmitter implements Emitter {
    private static final Dispatch ON = new Dispatch("boolean", "decide", ", Context context", ", context");
    private static final String NO_FLAG = "return false;";

    @Override
    public Stream<GeneratedFile> emit(Blueprint blueprint) {
        List<GeneratedFile> files = new ArrayList<>();
        ServerSets servers = new ServerSets(blueprint.plan().servers().size());
        for (EnvironmentPlan environment : blueprint.plan().environments()) {
            int parts = blueprint.environment(environment.name()).parts().size();
            for (int part = 0; part < parts; part++) {
                files.add(part(blueprint, environment, part, servers));
            }
        }
        servers.files(blueprint).forEach(files::add);
        return files.stream();
    }

    private static GeneratedFile part(Blueprint blueprint, EnvironmentPlan environment, int part, ServerSets servers) {
        Blueprint.EnvironmentNames names = blueprint.environment(environment.name());
        List<Flag> flags = blueprint.plan().flags();
        String type = names.parts().get(part);
        boolean isLast = type.equals(names.type());
        JavaSource source = blueprint.source();
        source.line("/** Decisions for " + JavaText.inComment(environment.name()) + ". */");
        source.line((isLast ? "final" : "abstract") + " class " + type + " extends "
                + (part == 0 ? "EnvironmentFlags" : names.parts().get(part - 1)) + " {");
        if (isLast) {
            writeFrame(source, environment, names);
        }
        int end = Math.min(flags.size(), (part + 1) * Blueprint.PART);
        DecisionBody body = new DecisionBody(blueprint, servers);
        for (int flag = part * Blueprint.PART; flag < end; flag++) {
            Exposure exposure = environment.effective().get(flag);
            source.line("").line("@Override");
            source.line(
                    "public final boolean " + blueprint.method(flags.get(flag).name()) + "(Context context) {");
            body.write(source, flag, exposure);
            source.line("}");
        }
        for (int block = part * Blueprint.PART / Dispatch.BLOCK; block < Dispatch.blocks(end); block++) {
            ON.block(
                    source,
                    "final ",
                    block,
                    end,
                    NO_FLAG,
                    flag -> "return " + blueprint.method(flags.get(flag).name()) + "(context);");
        }
        return blueprint.file(type, source.line("}"));
    }

    private static void writeFrame(JavaSource source, EnvironmentPlan environment, Blueprint.EnvironmentNames names) {
        source.line("static final Flags INSTANCE = new " + names.type() + "();");
        source.line("").line("private " + names.type() + "() {}");
        source.line("").line("@Override").line("public String environment() {");
        source.line("return " + JavaText.literal(environment.name()) + ";").line("}");
        source.line("").line("@Override").line("Declared[] declared() {");
        source.line("return " + names.table() + ".DECLARED;").line("}");
        List<Exposure> effective = environment.effective();
        source.line("").line("@Override").line("boolean on(int number, Context context) {");
        source.line("int[] share = Shares.ROWS[number];");
        source.line("return share.length == 0 ? decide(number, context) : isBelow(share, context);")
                .line("}");
        source.line("");
        ON.top(source, "private ", effective.size(), NO_FLAG);
        writeShares(source, effective);
    }

    // Asked by number, a flag of one share takes a row of figures: a switch over methods, each met now and then, is
    // several times
    // as slow as the hash.
    private static void writeShares(JavaSource source, List<Exposure> effective) {
        source.line("").line("private static final class Shares {");
        source.line("static final int[][] ROWS = NumberTable.read(" + effective.size()
                + JavaText.chunks(effective.stream()
                        .map(exposure -> JavaText.row(share(exposure)))
                        .toList())
                + ");");
        source.line("").line("private Shares() {}").line("}");
    }

    /**
     * The numbers for an exposure that is the same in all cells: a salt and its limit; or 0, and 1 if every user has
     * the flag, else 0. Empty for other exposures.
     */
    private static List<Integer> share(Exposure exposure) {
        ExposureLimits bounds = exposure.elsewhere().get(0);
        if (!exposure.parts().isEmpty() || !exposure.elsewhere().stream().allMatch(bounds::equals)) {
            return List.of();
        }
        return switch (bounds.kind()) {
            case NOBODY -> List.of(0, 0);
            case EVERYONE -> List.of(0, 1);
            case LIMITED ->
                bounds.limits().size() == 1
                        ? List.of(
                                bounds.limits().get(0).salt(),
                                bounds.limits().get(0).below())
                        : List.of();
            case MANY -> List.of();
        };
    }
}
