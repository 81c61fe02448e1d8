/** What a verdict says beside its findings. */
@NullMarked
package dev.hoist.validator.judge;

import org.jspecify.annotations.NullMarked;
