/** Commands about guardrails: the source of their readings, and what the readings say. */
@NullMarked
package dev.hoist.cli.guard;

import org.jspecify.annotations.NullMarked;
