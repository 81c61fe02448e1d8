package dev.hoist.cli.setup;

/**
 * A new file in a repository.
 *
 * @param path relative to the repository's root, with {@code /}
 */
record NewFile(String path, String text) {}
