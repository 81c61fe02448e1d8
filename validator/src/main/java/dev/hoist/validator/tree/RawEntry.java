package dev.hoist.validator.tree;

import java.util.function.Supplier;

/** One entry of a folder. */
public sealed interface RawEntry {

    String name();

    /** A folder in the folder. */
    record Folder(String name, RawFolder folder) implements RawEntry {}

    /**
     * A regular file.
     *
     * @param identity equal for files with the same bytes, such as git's blob id
     */
    record File(String name, Object identity, Content content) implements RawEntry {

        /** A file whose size is known. */
        public File(String name, Object identity, long size, Supplier<byte[]> bytes) {
            this(name, identity, new Content() {
                @Override
                public long size() {
                    return size;
                }

                @Override
                public byte[] bytes() {
                    return bytes.get();
                }
            });
        }

        /** In bytes, known before the content is read. */
        public long size() {
            return content.size();
        }
    }

    /**
     * What is neither.
     *
     * @param what as a message names it: {@code a symbolic link}, {@code a submodule}
     */
    record Other(String name, String what) implements RawEntry {}

    /** A file's bytes and size, both read on demand, because most files of a folder have been read before. */
    interface Content {
        long size();

        byte[] bytes();
    }
}
