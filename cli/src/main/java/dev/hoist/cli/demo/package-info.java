/** Creates a demo repository with the history of a rollout. */
@NullMarked
package dev.hoist.cli.demo;

import org.jspecify.annotations.NullMarked;
