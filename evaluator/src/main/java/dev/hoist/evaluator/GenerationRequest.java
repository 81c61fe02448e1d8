package dev.hoist.evaluator;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What to generate, and where to.
 *
 * @param repository a directory in a working tree, or any that holds a flags directory
 * @param flags the flags directory, relative to the working tree's root
 * @param packageName of the generated classes
 * @param out the directory that the files go to
 * @param openFeature whether to write an OpenFeature provider as well, which needs the SDK to compile
 * @param now the clock, for warnings about age
 */
public record GenerationRequest(
        Path repository, String flags, String packageName, Path out, boolean openFeature, Instant now) {}
