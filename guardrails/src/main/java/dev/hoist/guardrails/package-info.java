/** Readings of guardrails from a metrics server. The one module that opens sockets. */
@NullMarked
package dev.hoist.guardrails;

import org.jspecify.annotations.NullMarked;
