package dev.hoist.validator.tree;

import java.util.List;

/** A folder in git or on a disk, before anything in it is read. */
public interface RawFolder {

    /** Equal for folders with the same content at any depth, such as git's tree id. */
    Object identity();

    /** Its entries, sorted by name. */
    List<RawEntry> entries();
}
