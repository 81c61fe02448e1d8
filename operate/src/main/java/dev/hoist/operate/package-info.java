/** Edits flag files, plans rollouts and fills announcements; knows no terminal and no clock, and writes no file. */
@NullMarked
package dev.hoist.operate;

import org.jspecify.annotations.NullMarked;
