/** Notices: movements that landed, posted to a webhook and to Grafana. */
@NullMarked
package dev.hoist.guardrails.notice;

import org.jspecify.annotations.NullMarked;
