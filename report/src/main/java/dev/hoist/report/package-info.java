/** The rollout report: one immutable picture of a rollout, and the page, the picture and the JSON made from it. */
@NullMarked
package dev.hoist.report;

import org.jspecify.annotations.NullMarked;
