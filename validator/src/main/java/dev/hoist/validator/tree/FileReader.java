package dev.hoist.validator.tree;

/**
 * Reads one file's bytes into a flag, an experiment, a policy or findings. The same bytes at the same path always give
 * the same result.
 */
public interface FileReader {

    /**
     * Reads one YAML file; never throws for what a user can write.
     *
     * @param path relative to the repository's root, for findings
     * @param group the folder the file lies in; empty for the policy, which lies in none
     * @param file its name and content; a name without the ending {@code .yaml} does not come here
     */
    FileReading read(String path, String group, RawEntry.File file);

    /** The reading of something that is there but may not be: a link, a file too deep, a wrong ending. */
    FileReading refuse(String path, Oddity oddity, String detail);

    /** Why an entry cannot be a flag file, whatever its content. */
    enum Oddity {
        /** Not exactly one folder deep, or not named {@code <key>.yaml}. */
        MISNAMED,
        /** Neither a folder nor a regular file. */
        NOT_A_FILE
    }
}
