/** The judge: it takes a proposed change and gives a verdict. */
@NullMarked
package dev.hoist.validator.judge;

import org.jspecify.annotations.NullMarked;
