package dev.hoist.evaluator;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What to generate, and where.
 *
 * @param repository a directory in a working tree, or any directory that contains a flags directory
 * @param flags the flags directory, relative to the working tree's root; outside a working tree, relative to
 *     {@code repository}
 * @param packageName the package of the generated classes
 * @param out the output directory
 * @param openFeature whether to generate an OpenFeature provider too; to compile it, a project needs the OpenFeature
 *     SDK
 * @param now the time for warnings about expired and stale flags
 */
public record GenerationRequest(
        Path repository, String flags, String packageName, Path out, boolean openFeature, Instant now) {}
