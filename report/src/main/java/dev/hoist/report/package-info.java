/** The rollout report: the immutable data of a report, and the page, the picture and the JSON that are made from it. */
@NullMarked
package dev.hoist.report;

import org.jspecify.annotations.NullMarked;
