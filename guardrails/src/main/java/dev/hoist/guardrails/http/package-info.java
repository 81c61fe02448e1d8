/** URLs of servers, the secrets that are sent to them, and the HTTP client. */
@NullMarked
package dev.hoist.guardrails.http;

import org.jspecify.annotations.NullMarked;
