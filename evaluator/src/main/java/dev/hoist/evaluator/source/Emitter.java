package dev.hoist.evaluator.source;

import java.util.stream.Stream;

/** Writes one file of an evaluator, or several files of the same kind. */
interface Emitter {
    Stream<GeneratedFile> emit(Blueprint blueprint);
}
