/** A repository that has lived through a rollout, to try commands on. */
@NullMarked
package dev.hoist.cli.demo;

import org.jspecify.annotations.NullMarked;
