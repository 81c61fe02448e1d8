package dev.hoist.validator.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.oracle.Worlds;
import dev.hoist.validator.verdict.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The judge and a second model of the rules, written from their description alone, agree on random changes. */
class AgreementTest {
    private static final int HISTORIES = Integer.getInteger("hoist.agreement.histories", 4_000);
    private static final int CHANGES_EACH = 5;
    private static final long FIRST_SEED = Long.getLong("hoist.agreement.seed", 20_261_122L);

    @Test
    void agreesWithTheSecondModelOnEveryRandomChange() {
        List<String> disagreements = LongStream.range(0, HISTORIES)
                .parallel()
                .mapToObj(index -> disagreements(FIRST_SEED + index))
                .flatMap(List::stream)
                .limit(20)
                .toList();
        assertThat(disagreements).isEmpty();
    }

    private static List<String> disagreements(long seed) {
        Scenes scenes = new Scenes(seed % 2 == 0 ? World.Style.FLOW : World.Style.LINES);
        return Worlds.scenarios(seed, CHANGES_EACH).stream()
                .flatMap(scene -> {
                    Verdict verdict = new Judge().judge(scenes.proposal(scene));
                    boolean agree = verdict.accepted() == scene.opinion().accepted()
                            && verdict.kind()
                                    .text()
                                    .equals(scene.opinion().kind().toString().toLowerCase(java.util.Locale.ROOT))
                            && ignoresAnOverride(verdict)
                                    == !scene.opinion().ignored().isEmpty();
                    return agree
                            ? java.util.stream.Stream.<String>empty()
                            : java.util.stream.Stream.of(tell(seed, scene, verdict));
                })
                .toList();
    }

    private static boolean ignoresAnOverride(Verdict verdict) {
        return verdict.findings().stream()
                .anyMatch(finding -> finding.rule().text().equals("ignored-override"));
    }

    private static String tell(long seed, Worlds.Scenario scene, Verdict verdict) {
        Set<String> refusing = verdict.findings().stream()
                .filter(Finding::isError)
                .map(finding -> finding.rule().text()
                        + (scene.opinion().refusing().contains(finding.rule().text())
                                ? ""
                                : " (" + finding.place().map(Object::toString).orElse(finding.file()) + " "
                                        + finding.message() + ")"))
                .collect(Collectors.toCollection(TreeSet::new));
        return "seed " + seed + " (" + scene.aim() + "): the judge says " + verdict.outcome() + " " + verdict.kind()
                + " "
                + refusing + ", the model " + (scene.opinion().accepted() ? "accepted " : "refused ")
                + scene.opinion().kind() + " " + scene.opinion().refusing() + ", overrides that do not count: "
                + ignoresAnOverride(verdict) + " " + scene.opinion().ignored();
    }
}
