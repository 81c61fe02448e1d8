package dev.hoist.evaluator.source;

import dev.hoist.evaluator.plan.Declared;
import dev.hoist.evaluator.plan.EnvironmentPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the declared exposures of each environment, as rows of numbers. */
final class DeclaredEmitter implements Emitter {
    private final Template template = new Template("TableOfDeclared");

    @Override
    public Stream<GeneratedFile> emit(Blueprint blueprint) {
        return blueprint.plan().environments().stream().map(environment -> file(blueprint, environment));
    }

    private GeneratedFile file(Blueprint blueprint, EnvironmentPlan environment) {
        String type = blueprint.environment(environment.name()).table();
        List<String> rows = environment.declared().stream()
                .map(declared -> JavaText.row(row(declared)))
                .toList();
        return template.emit(
                blueprint,
                type,
                Map.of("CLASS", type, "SIZE", String.valueOf(rows.size()), "ROWS", JavaText.chunks(rows)));
    }

    private static List<Integer> row(Declared declared) {
        if (declared instanceof Declared.Absent) {
            return List.of(0);
        }
        if (declared instanceof Declared.Disabled) {
            return List.of(1);
        }
        if (declared instanceof Declared.Everyone everyone) {
            return List.of(2, everyone.below());
        }
        List<Integer> row = new ArrayList<>();
        if (declared instanceof Declared.Rings rings) {
            row.add(3);
            row.addAll(rings.below());
        } else if (declared instanceof Declared.Canary canary) {
            row.add(4);
            row.add(canary.elsewhere());
            canary.servers().stream().forEach(row::add);
        }
        return row;
    }
}
