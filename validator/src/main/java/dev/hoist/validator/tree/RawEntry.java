package dev.hoist.validator.tree;

import java.util.function.Supplier;

/** One entry of a folder. */
public sealed interface RawEntry {

    String name();

    /** A folder inside the folder. */
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

        /** The size in bytes, known before the content is read. */
        public long size() {
            return content.size();
        }
    }

    /**
     * An entry that is neither a folder nor a regular file.
     *
     * @param what the words of a message: {@code a symbolic link}, {@code a submodule}
     */
    record Other(String name, String what) implements RawEntry {}

    /** A file's bytes and size. Both are read on demand, because most files of a folder were read before. */
    interface Content {
        long size();

        byte[] bytes();
    }
}
