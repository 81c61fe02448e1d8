/**
 * Prepares what is generated: exposures are combined for each cell, the hash of each salt is calculated in advance, and
 * everything has a number.
 */
@NullMarked
package dev.hoist.evaluator.plan;

import org.jspecify.annotations.NullMarked;
