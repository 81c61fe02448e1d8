package dev.hoist.validator.tree;

import java.util.List;

/** A folder in git or on a disk whose files have not been parsed yet. */
public interface RawFolder {

    /** An identity that is equal for folders with the same content at any depth, such as git's tree id. */
    Object identity();

    /** Its entries, sorted by name. */
    List<RawEntry> entries();
}
