/** The questions to guardrails and their answers. This package opens no connection. */
@NullMarked
package dev.hoist.validator.guardrail;

import org.jspecify.annotations.NullMarked;
