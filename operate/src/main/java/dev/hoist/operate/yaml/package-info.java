/** YAML texts that are edited in place: only the bytes that an edit must change are different. */
@NullMarked
package dev.hoist.operate.yaml;

import org.jspecify.annotations.NullMarked;
