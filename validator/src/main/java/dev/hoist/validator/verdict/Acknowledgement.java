package dev.hoist.validator.verdict;

/**
 * A later commit's acknowledgement of a refused change: the change no longer makes an audit refused.
 *
 * @param commit full id of the acknowledging commit
 * @param author name in that commit
 */
public record Acknowledgement(String commit, String author, String reason) {}
