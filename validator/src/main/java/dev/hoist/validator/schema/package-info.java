/** The file formats as JSON Schema, and the checks of YAML against them. */
@NullMarked
package dev.hoist.validator.schema;

import org.jspecify.annotations.NullMarked;
