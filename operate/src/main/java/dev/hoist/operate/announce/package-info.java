/** Announcements of a rollout, written from its plan and its history. */
@NullMarked
package dev.hoist.operate.announce;

import org.jspecify.annotations.NullMarked;
