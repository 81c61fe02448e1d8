/** Posts notices about movements that landed, to a webhook and to Grafana. */
@NullMarked
package dev.hoist.guardrails.notice;

import org.jspecify.annotations.NullMarked;
