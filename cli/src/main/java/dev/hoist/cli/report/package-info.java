/** The command that writes a rollout report. */
@NullMarked
package dev.hoist.cli.report;

import org.jspecify.annotations.NullMarked;
