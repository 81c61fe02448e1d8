/** What an evaluation costs, beside other libraries on the same decision. */
@NullMarked
package dev.hoist.benchmarks.evaluator;

import org.jspecify.annotations.NullMarked;
