package dev.hoist.evaluator.source;

/**
 * One file of an evaluator.
 *
 * @param path below the output directory, with forward slashes
 * @param content only ASCII characters; each line ends with a line feed
 */
public record GeneratedFile(String path, String content) {}
