package dev.hoist.validator.tree;

/** One entry of a folder. */
public sealed interface RawEntry {

    String name();

    /** A folder in the folder. */
    record Folder(String name, RawFolder folder) implements RawEntry {}

    /**
     * A regular file.
     *
     * @param identity equal for files with the same bytes, such as git's blob id
     * @param size in bytes, known before the content is read
     */
    record File(String name, Object identity, long size, Content content) implements RawEntry {}

    /**
     * What is neither.
     *
     * @param what as a message names it: {@code a symbolic link}, {@code a submodule}
     */
    record Other(String name, String what) implements RawEntry {}

    /** A file's bytes, read when asked for. */
    @FunctionalInterface
    interface Content {
        byte[] bytes();
    }
}
