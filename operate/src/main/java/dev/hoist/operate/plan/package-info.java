/** What a flag may do next, and when: found by asking the judge about it. */
@NullMarked
package dev.hoist.operate.plan;

import org.jspecify.annotations.NullMarked;
