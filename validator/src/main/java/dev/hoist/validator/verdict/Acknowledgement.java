package dev.hoist.validator.verdict;

/**
 * The acknowledgement of a refused change by a later commit. An audit no longer fails because of this change.
 *
 * @param commit full id of the acknowledging commit
 * @param author the author's name in that commit
 */
public record Acknowledgement(String commit, String author, String reason) {}
