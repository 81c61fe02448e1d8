package dev.hoist.cli.setup;

/**
 * A file that is to lie in a repository.
 *
 * @param path relative to its root, with {@code /}
 */
record NewFile(String path, String text) {}
