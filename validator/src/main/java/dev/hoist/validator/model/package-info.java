/**
 * The contents of a flag repository as immutable values: flags, experiments and the policy. This package does no I/O
 * and knows nothing of YAML, git and Maven.
 */
@NullMarked
package dev.hoist.validator.model;

import org.jspecify.annotations.NullMarked;
