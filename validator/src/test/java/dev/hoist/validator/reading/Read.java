package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.RawEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads texts as files, and what a finding says in one line: {@code 3:5 rule-id "message"}. */
final class Read {
    private static final YamlFileReader READER = new YamlFileReader(RuleBook.overridable());
    private static final Pattern KEY =
            Pattern.compile("^\"?(?:flag|experiment)\"?: *\"?([^\\s\"#]+)", Pattern.MULTILINE);

    private Read() {}

    static FileReading file(String path, byte[] bytes) {
        String inside = path.startsWith("flags/") ? path.substring("flags/".length()) : path;
        int slash = inside.lastIndexOf('/');
        String group = slash < 0 ? "" : inside.substring(0, slash);
        return READER.read(
                path, group, new RawEntry.File(inside.substring(slash + 1), path, bytes.length, () -> bytes));
    }

    static FileReading file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A flag or experiment, in a file named for it. */
    static FileReading named(String text) {
        Matcher matcher = KEY.matcher(text);
        return file("flags/checkout/" + (matcher.find() ? matcher.group(1) : "some") + ".yaml", text);
    }

    static FileReading policyFile(String text) {
        return file("flags/policy.yaml", text);
    }

    static Flag flag(String text) {
        return reading(FileReading.OfFlag.class, named(text)).flag();
    }

    static Experiment experiment(String text) {
        return reading(FileReading.OfExperiment.class, named(text)).experiment();
    }

    static Policy policy(String text) {
        return reading(FileReading.OfPolicy.class, policyFile(text)).policy();
    }

    private static <T extends FileReading> T reading(Class<T> type, FileReading reading) {
        if (!type.isInstance(reading)) {
            throw new AssertionError("not readable: " + lines(reading));
        }
        return type.cast(reading);
    }

    static List<String> lines(FileReading reading) {
        return reading.findings().stream().map(Read::line).toList();
    }

    static String line(Finding finding) {
        String place = finding.place()
                .map(where -> where.line() + ":" + where.column())
                .orElse("-");
        return place + " " + finding.rule() + " " + finding.message();
    }
}
