package dev.hoist.validator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule has its page, and every example on it is judged as the page says. */
class RulePagesTest {
    private static final Path PAGES = Path.of("..", "docs", "rules");
    private static final Path EXAMPLE = PAGES.resolve("example");
    private static final List<String> HEADINGS = List.of("## Why", "## Refused", "## Accepted", "## Settings");
    private static final Pattern ENTRY = Pattern.compile("- \\[`([a-z-]+)`]\\(([a-z-]+)\\.md\\): (.+)");

    /** Only warns. */
    @Test
    void everyRuleHasItsPageAndEveryPageItsRule() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                            .map(name -> name.substring(0, name.length() - 3)))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    @TestFactory
    Stream<DynamicTest> pagesAreBuiltAlike() {
        return names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    List<String> lines = Files.readAllLines(PAGES.resolve(name + ".md"));
                    assertThat(lines.get(0)).isEqualTo("# " + name);
                    assertThat(lines.stream().filter(line -> line.startsWith("## ")))
                            .containsExactlyElementsOf(HEADINGS);
                    assertThat(firstSentence(lines)).endsWith(".");
                    assertThat(lines).hasSizeBetween(15, 90);
                    assertThat(lines).allMatch(line -> line.length() <= 130);
                }));
    }

    @Test
    void theIndexListsEveryRuleInOrderWithItsFirstSentence() throws IOException {
        List<String> rules = new ArrayList<>();
        for (String line : Files.readAllLines(PAGES.resolve("README.md"))) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                rules.add(entry.group(1));
                assertThat(entry.group(2)).isEqualTo(entry.group(1));
                assertThat(entry.group(3))
                        .isEqualTo(firstSentence(Files.readAllLines(PAGES.resolve(entry.group(1) + ".md"))));
            }
        }
        assertThat(rules).isEqualTo(names());
    }

    @Test
    void theIndexListsEachRuleUnderItsKind() throws IOException {
        Map<String, RuleKind> headings = Map.of(
                "## Structure", RuleKind.STRUCTURE,
                "## Transition", RuleKind.TRANSITION,
                "## Edits", RuleKind.EDIT,
                "## Warnings", RuleKind.WARNING);
        String heading = "";
        for (String line : Files.readAllLines(PAGES.resolve("README.md"))) {
            Matcher entry = ENTRY.matcher(line);
            if (line.startsWith("## ")) {
                heading = line;
            } else if (entry.matches()) {
                assertThat(RuleBook.facts(new RuleId(entry.group(1))).map(RuleFacts::kind))
                        .as(line)
                        .contains(headings.get(heading));
            }
        }
    }

    @Test
    void theSettingsSayWhatCanBeOverriddenAndWhatARestorePasses() {
        assertThat(names().stream().filter(name -> settings(name).contains("Hoist-Override: " + name + " because")))
                .containsExactlyElementsOf(RuleBook.overridable());
        assertThat(names().stream().filter(name -> settings(name).contains("A restore is exempt from this rule")))
                .containsExactlyElementsOf(names(RuleFacts::passedByRestore));
    }

    private static String settings(String name) {
        List<String> lines = lines(name);
        return String.join(" ", lines.subList(lines.indexOf("## Settings"), lines.size()));
    }

    @TestFactory
    Stream<DynamicTest> refusedExamplesAreRefused() {
        return examples("## Refused")
                .map(example -> DynamicTest.dynamicTest(example.title(), () -> {
                    Verdict verdict = example.verify(EXAMPLE);
                    String rule = example.title().substring(0, example.title().indexOf(' '));
                    assertThat(verdict.findings())
                            .extracting(finding -> finding.rule().text())
                            .contains(rule);
                    assertThat(verdict.accepted())
                            .isEqualTo(names(facts -> facts.kind() == RuleKind.WARNING)
                                    .contains(rule));
                }));
    }

    @TestFactory
    Stream<DynamicTest> acceptedExamplesAreAccepted() {
        return examples("## Accepted")
                .map(example -> DynamicTest.dynamicTest(example.title(), () -> {
                    assertThat(example.verify(EXAMPLE).findings()).noneMatch(Finding::isError);
                }));
    }

    private static Stream<PageExample> examples(String section) {
        return names().stream().flatMap(name -> {
            List<PageExample> examples = examples(name, section);
            assertThat(examples).as(name + " " + section).isNotEmpty();
            return examples.stream();
        });
    }

    private static List<PageExample> examples(String name, String section) {
        List<PageExample> examples = new ArrayList<>();
        List<String> block = new ArrayList<>();
        boolean inSection = false;
        boolean inBlock = false;
        for (String line : lines(name)) {
            if (inBlock && line.equals("```")) {
                inBlock = false;
                if (inSection) {
                    examples.add(PageExample.read(name + " " + section + " " + (examples.size() + 1), block));
                }
                block = new ArrayList<>();
            } else if (inBlock) {
                block.add(line);
            } else if (line.equals("```diff")) {
                inBlock = true;
            } else if (line.startsWith("## ")) {
                inSection = line.equals(section);
            }
        }
        return examples;
    }

    private static List<String> lines(String name) {
        try {
            return Files.readAllLines(PAGES.resolve(name + ".md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String firstSentence(List<String> lines) {
        return lines.stream()
                .skip(1)
                .dropWhile(String::isEmpty)
                .takeWhile(line -> !line.isEmpty())
                .reduce((one, two) -> one + " " + two)
                .orElseThrow();
    }

    private static List<String> names() {
        return names(facts -> true);
    }

    private static List<String> names(Predicate<RuleFacts> which) {
        return RuleBook.facts().stream()
                .filter(which)
                .map(facts -> facts.id().text())
                .toList();
    }
}
