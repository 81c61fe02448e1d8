/** What guardrails are asked and what they answer. Nothing here opens a connection. */
@NullMarked
package dev.hoist.validator.guardrail;

import org.jspecify.annotations.NullMarked;
