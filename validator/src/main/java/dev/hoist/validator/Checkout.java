package dev.hoist.validator;

import dev.hoist.validator.tree.FlagTree;
import java.nio.file.Path;

/**
 * A working tree, for whoever writes files into it.
 *
 * @param root where it lies on the disk
 * @param tree its flags, without what git ignores; perhaps none
 */
public record Checkout(Path root, FlagTree tree) {}
