package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.rules.RuleBook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Makes a fingerprint for each finding of one verdict. No two are equal within the verdict. The fingerprints are the
 * same in the next run, because they contain no line and no time. So a message that may name a time is left out. If
 * findings do not differ in the other parts, a number tells them apart.
 */
final class Fingerprints {
    private final Map<String, Integer> seen = new HashMap<>();

    /** The fingerprint of the next finding, 64 hexadecimal digits. */
    String next(Finding finding) {
        String identity = identity(finding);
        int number = seen.merge(identity, 1, Integer::sum);
        return digest(identity + number);
    }

    /** The fingerprint of a report that there is no verdict. */
    static String of(CannotJudgeReport trouble) {
        return digest(CannotJudgeReport.OUTCOME + trouble.file());
    }

    private static String identity(Finding finding) {
        StringBuilder identity = new StringBuilder();
        for (String part : List.of(
                finding.rule().text(),
                finding.flag().orElse(""),
                finding.environment().orElse(""),
                finding.file(),
                RuleBook.isAboutTrees(finding.rule()) ? finding.message() : "")) {
            identity.append(part.length()).append(':').append(part);
        }
        return identity.toString();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
