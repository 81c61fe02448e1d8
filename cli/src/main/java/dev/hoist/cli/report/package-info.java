/** The command that shows a rollout on a page. */
@NullMarked
package dev.hoist.cli.report;

import org.jspecify.annotations.NullMarked;
