package dev.hoist.validator.rules;

import dev.hoist.validator.finding.RuleId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The documentation page of a rule, read from the jar. */
public record RulePage(String text) {
    private static final String DIRECTORY = "/dev/hoist/rules/";

    /** The page of a rule that exists. */
    public static RulePage of(RuleId rule) {
        return named(rule.text()).orElseThrow(() -> new IllegalStateException("no page on " + rule));
    }

    /** The page of a rule; empty if the rule does not exist. */
    public static Optional<RulePage> named(String rule) {
        if (!rule.matches("[a-z][a-z0-9-]*")) {
            return Optional.empty();
        }
        try (InputStream page = RulePage.class.getResourceAsStream(DIRECTORY + rule + ".md")) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(new RulePage(new String(page.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text under the heading Why, in one paragraph. */
    public String why() {
        StringBuilder paragraph = new StringBuilder();
        boolean isUnderWhy = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("## ")) {
                isUnderWhy = line.equals("## Why");
            } else if (isUnderWhy && !line.isBlank()) {
                paragraph.append(paragraph.length() == 0 ? "" : " ").append(line.strip());
            }
        }
        return paragraph.toString();
    }

    /** The first sentence of the page's text. */
    public String firstSentence() {
        StringBuilder paragraph = new StringBuilder();
        for (String line : text.lines().toList()) {
            boolean isText = !line.isBlank() && !line.startsWith("#");
            if (isText) {
                paragraph.append(paragraph.length() == 0 ? "" : " ").append(line.strip());
            } else if (paragraph.length() > 0) {
                break;
            }
        }
        int end = paragraph.indexOf(". ");
        return end < 0 ? paragraph.toString() : paragraph.substring(0, end + 1);
    }
}
