/** JSON in files that people hand over, as plain Java values. */
@NullMarked
package dev.hoist.guardrails.json;

import org.jspecify.annotations.NullMarked;
