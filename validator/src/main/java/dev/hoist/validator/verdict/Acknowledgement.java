package dev.hoist.validator.verdict;

/**
 * What a later commit says of a change that was refused, so that it is known and no longer counts.
 *
 * @param commit full id of the commit that says it
 * @param author name as that commit has it
 */
public record Acknowledgement(String commit, String author, String reason) {}
