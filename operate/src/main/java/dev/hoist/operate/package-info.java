/**
 * Edits flag files, plans rollouts and writes announcements. It uses no terminal and no clock, and it writes no file.
 */
@NullMarked
package dev.hoist.operate;

import org.jspecify.annotations.NullMarked;
