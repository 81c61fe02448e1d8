/**
 * Which users get a flag: declared and effective exposure over the cells of an environment, and how they differ between
 * two states.
 */
@NullMarked
package dev.hoist.validator.exposure;

import org.jspecify.annotations.NullMarked;
