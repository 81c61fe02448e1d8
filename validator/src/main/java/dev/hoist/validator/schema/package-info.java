/** The formats, as JSON Schema, held against YAML. */
@NullMarked
package dev.hoist.validator.schema;

import org.jspecify.annotations.NullMarked;
