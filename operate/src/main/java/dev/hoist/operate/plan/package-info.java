/** The next steps of flags and their times. This package finds them by asking the judge. */
@NullMarked
package dev.hoist.operate.plan;

import org.jspecify.annotations.NullMarked;
