package dev.hoist.operate.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Freeze;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.verdict.CannotJudge;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Edits of random layouts: exactly what is meant changes, nothing else moves, and the inverse gives the first bytes back. */
class EditLawsTest {
    private static final int LAYOUTS = Integer.getInteger("hoist.operate.edits", 20_000);

    private static final long SEED = Long.getLong("hoist.operate.seed", 20_261_128L);

    private static final String PATH = "flags/group/some.yaml";

    private final Map<String, Integer> tried = new TreeMap<>();

    @Test
    void keepsEveryByteThatNoEditHasToChange() {
        int readable = 0;
        for (int index = 0; index < LAYOUTS; index++) {
            long seed = SEED + index;
            Random random = new Random(seed);
            String before = RandomLayout.of(random);
            FlagFile file;
            try {
                file = read(before);
            } catch (CannotJudge e) {
                continue;
            }
            readable++;
            try {
                check(random, file, before);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ":\n" + before, e);
            }
        }
        assertThat(readable).isGreaterThan(LAYOUTS * 9 / 10);
        assertThat(tried.keySet())
                .contains(
                        "freeze", "thaw", "disable", "enable", "percentage", "ring", "rings", "canary", "empty", "new")
                .contains("tick", "untick");
    }

    private void check(Random random, FlagFile file, String before) {
        Flag flag = file.flag();
        List<String> environments = new ArrayList<>(flag.environments().keySet());
        int choice = environments.isEmpty() ? random.nextInt(3) : random.nextInt(10);
        switch (choice) {
            case 0 -> tick(file, before);
            case 1 -> untick(random, file, before);
            case 2 -> newBlock(file, before);
            default -> {
                String environment = environments.get(random.nextInt(environments.size()));
                Block block = flag.block(environment).orElseThrow();
                switch (random.nextInt(6)) {
                    case 0 -> {
                        if (!block.isFrozen()) {
                            freeze(file, before, environment);
                        }
                    }
                    case 1 -> thaw(file, before, environment);
                    case 2 -> disable(file, before, environment);
                    case 3 -> enable(file, before, environment);
                    default ->
                        figures(random, file, before, environment, block.form().orElseThrow());
                }
            }
        }
    }

    private void freeze(FlagFile file, String before, String environment) {
        count("freeze");
        Freeze freeze = new Freeze(
                Optional.of("error-rate: 6 %, \"at\" most 5 # \uD83D\uDE80"),
                Optional.of(LocalDate.of(2026, 11, 28)),
                file.flag().place());
        String after = after(file.frozen(environment, freeze));
        if (!before.contains("frozen")) {
            assertThat(isSubsequence(before, after)).isTrue();
            assertThat(after(file.frozen(environment, freeze).thawed(environment)))
                    .isEqualTo(before);
        }
    }

    private void thaw(FlagFile file, String before, String environment) {
        count("thaw");
        assertThat(isSubsequence(after(file.thawed(environment)), before)).isTrue();
    }

    private void disable(FlagFile file, String before, String environment) {
        count("disable");
        String after = after(file.withEnabled(environment, false));
        boolean replaced = Math.abs(after.length() - before.length()) <= 1;
        assertThat(replaced ? changedLines(before, after) <= 1 : isSubsequence(before, after))
                .isTrue();
    }

    private void enable(FlagFile file, String before, String environment) {
        count("enable");
        boolean wasOn = file.flag().block(environment).orElseThrow().enabled();
        String after = after(file.withEnabled(environment, true));
        assertThat(changedLines(before, after)).isEqualTo(wasOn ? 0 : 1);
        assertThat(after(file.withEnabled(environment, true).withEnabled(environment, wasOn)))
                .isEqualTo(before);
    }

    private void figures(Random random, FlagFile file, String before, String environment, Form form) {
        Percentage figure = new Percentage(random.nextInt(10_001));
        if (form instanceof Form.Rings rings) {
            String ring = rings.figures()
                    .get(random.nextInt(rings.figures().size()))
                    .ring()
                    .value();
            count("ring");
            String after = after(file.ring(environment, ring, figure));
            assertThat(changedLines(before, after)).isLessThanOrEqualTo(1);
            Percentage old = rings.figure(ring).orElseThrow().percentage().value();
            assertThat(after(file.ring(environment, ring, figure).ring(environment, ring, old)))
                    .isEqualTo(before);
            if (rings.figure("ga").isEmpty()) {
                assertThat(isSubsequence(before, after(file.ring(environment, "ga", figure))))
                        .isTrue();
            }
        } else if (form instanceof Form.Canary canary) {
            count("canary");
            assertThat(isSubsequence(before, after(file.canary(environment, random.nextBoolean(), "us-1"))))
                    .isTrue();
            count("empty");
            after(file.withoutCanary(environment, List.of()));
            after(file.withoutCanary(environment, List.of("eu-1")));
            String after = after(file.percentage(environment, figure));
            if (canary.percentage().isEmpty()) {
                assertThat(isSubsequence(before, after)).isTrue();
            }
        } else {
            count("percentage");
            Percentage old = ((Form.Everyone) form).percentage().value();
            String after = after(file.percentage(environment, figure));
            assertThat(changedLines(before, after)).isLessThanOrEqualTo(1);
            assertThat(after(file.percentage(environment, figure).percentage(environment, old)))
                    .isEqualTo(before);
            count("rings");
            Map<String, Percentage> rings = new LinkedHashMap<>();
            rings.put("internal", Percentage.ALL);
            rings.put("beta", Percentage.NONE);
            after(file.rings(environment, rings));
            assertThat(isSubsequence(before, after(file.canary(environment, random.nextBoolean(), "us-1"))))
                    .isTrue();
        }
    }

    private void newBlock(FlagFile file, String before) {
        count("new");
        Form.Everyone form =
                new Form.Everyone(new Located<>(Percentage.of(1), file.flag().place()));
        assertThat(isSubsequence(before, after(file.withNewBlock("other", form))))
                .isTrue();
    }

    private void tick(FlagFile file, String before) {
        count("tick");
        List<String> checks = List.of("on-call-briefed", "support-notified");
        String after = after(file.ticked(checks));
        assertThat(isSubsequence(before, after)).isTrue();
        if (!file.flag().checklist().isEmpty() || !before.contains("checklist")) {
            assertThat(after(file.ticked(checks).unticked(checks))).isEqualTo(before);
        }
    }

    private void untick(Random random, FlagFile file, String before) {
        List<Located<String>> ticked = file.flag().checklist();
        if (ticked.isEmpty()) {
            return;
        }
        count("untick");
        List<String> checks = new ArrayList<>();
        ticked.forEach(check -> {
            if (random.nextBoolean()) {
                checks.add(check.value());
            }
        });
        String after = after(file.unticked(checks));
        assertThat(after.length()).isLessThanOrEqualTo(before.length() + 3);
    }

    private static String after(FlagFile file) {
        return file.edit().after();
    }

    private static FlagFile read(String text) {
        return FlagFile.read(PATH, "group", text.getBytes(StandardCharsets.UTF_8));
    }

    private void count(String edit) {
        tried.merge(edit, 1, Integer::sum);
    }

    private static boolean isSubsequence(String shorter, String longer) {
        int at = 0;
        for (int index = 0; index < longer.length() && at < shorter.length(); index++) {
            if (shorter.charAt(at) == longer.charAt(index)) {
                at++;
            }
        }
        return at == shorter.length();
    }

    private static int changedLines(String before, String after) {
        List<String> old = List.of(before.split("\n", -1));
        List<String> edited = List.of(after.split("\n", -1));
        assertThat(edited).hasSameSizeAs(old);
        int changed = 0;
        for (int line = 0; line < old.size(); line++) {
            changed += old.get(line).equals(edited.get(line)) ? 0 : 1;
        }
        return changed;
    }
}
