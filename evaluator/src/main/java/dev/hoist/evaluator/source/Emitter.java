package dev.hoist.evaluator.source;

import java.util.stream.Stream;

/** Writes one file, or one family of files, of an evaluator. */
interface Emitter {
    Stream<GeneratedFile> emit(Blueprint blueprint);
}
