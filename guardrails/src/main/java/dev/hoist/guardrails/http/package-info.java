/** Addresses of servers, and the secrets that are sent to them. */
@NullMarked
package dev.hoist.guardrails.http;

import org.jspecify.annotations.NullMarked;
