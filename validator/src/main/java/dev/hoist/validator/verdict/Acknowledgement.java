package dev.hoist.validator.verdict;

/**
 * The acknowledgement of a refused change by a later commit. The change then no longer makes an audit refused.
 *
 * @param commit full id of the acknowledging commit
 * @param author the author's name in that commit
 */
public record Acknowledgement(String commit, String author, String reason) {}
