package dev.hoist.cli;

import dev.hoist.validator.Judged;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.rules.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The pages on the rules, as the library's jar carries them. */
final class RulePages {
    private static final String DIRECTORY = "/dev/hoist/rules";
    private static final String ENDING = ".md";

    private RulePages() {}

    static Optional<String> page(String rule) {
        if (!rule.matches("[a-z][a-z0-9-]*")) {
            return Optional.empty();
        }
        try (InputStream page = Judged.class.getResourceAsStream(DIRECTORY + "/" + rule + ENDING)) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of all rules, in the order in which the documentation lists them. */
    static List<String> rules() {
        return RuleBook.ids().stream().map(RuleId::text).toList();
    }

    /** The first sentence of a page's text. */
    static String firstSentence(String page) {
        StringBuilder paragraph = new StringBuilder();
        for (String line : page.lines().toList()) {
            boolean text = !line.isBlank() && !line.startsWith("#");
            if (text) {
                paragraph.append(paragraph.length() == 0 ? "" : " ").append(line.strip());
            } else if (paragraph.length() > 0) {
                break;
            }
        }
        int end = paragraph.indexOf(". ");
        return end < 0 ? paragraph.toString() : paragraph.substring(0, end + 1);
    }
}
