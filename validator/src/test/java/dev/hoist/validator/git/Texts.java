package dev.hoist.validator.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.tree.FileReader;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.tree.RawEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a file into a finding that says what is in it, so that tests can see which bytes came through. */
public final class Texts implements FileReader {
    private int files;

    /** What each file of a tree says, or why it is none. */
    public static Map<String, String> of(FlagTree tree) {
        Map<String, String> texts = new TreeMap<>();
        tree.fileFindings().forEach(finding -> texts.put(finding.file(), finding.message()));
        return texts;
    }

    /** How many were read. */
    public int files() {
        return files;
    }

    @Override
    public FileReading read(String path, String group, RawEntry.File file) {
        files++;
        byte[] bytes = file.content().bytes();
        if (bytes.length != file.size()) {
            throw new AssertionError(path + " has " + bytes.length + " bytes, not " + file.size());
        }
        return saying(path, new String(bytes, UTF_8));
    }

    @Override
    public FileReading refuse(String path, Oddity oddity, String detail) {
        return saying(path, oddity + ": " + detail);
    }

    private static FileReading saying(String path, String message) {
        return new FileReading.Unreadable(path, List.of(Finding.errorIn(new RuleId("yaml-syntax"), path, message)));
    }
}
