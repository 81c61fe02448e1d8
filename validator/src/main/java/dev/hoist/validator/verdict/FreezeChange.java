package dev.hoist.validator.verdict;

/**
 * A flag that a change froze or thawed in an environment.
 *
 * @param frozen whether it is frozen after the change
 */
public record FreezeChange(String flag, String environment, boolean frozen) {}
