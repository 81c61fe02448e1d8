package dev.hoist.validator;

import dev.hoist.validator.tree.FlagTree;
import java.nio.file.Path;

/**
 * A working tree into which files can be written.
 *
 * @param root its directory on the disk
 * @param tree its flags, without files that git ignores; may be empty
 */
public record Checkout(Path root, FlagTree tree) {}
