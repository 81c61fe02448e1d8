package dev.hoist.validator.tree;

/**
 * Reads one file's bytes into a flag, an experiment, a policy or findings. The same bytes at the same path always give
 * the same result.
 */
public interface FileReader {

    /**
     * Reads one YAML file. It never throws because of the file's content.
     *
     * @param path relative to the repository's root, for findings
     * @param group the folder that contains the file; empty for the policy, which lies in no folder
     * @param file the file's name and content; its name ends in {@code .yaml}
     */
    FileReading read(String path, String group, RawEntry.File file);

    /** The result for an entry that is not allowed: a link, a file in too deep a folder, or a wrong ending. */
    FileReading refuse(String path, Oddity oddity, String detail);

    /** Why an entry cannot be a flag file, whatever it contains. */
    enum Oddity {
        /** The file is not exactly one folder deep, or its name is not {@code <key>.yaml}. */
        MISNAMED,
        /** The entry is neither a folder nor a regular file. */
        NOT_A_FILE
    }
}
