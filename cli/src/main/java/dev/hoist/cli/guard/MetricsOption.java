package dev.hoist.cli.guard;

import dev.hoist.cli.command.ChildVariables;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.guardrails.ParticipationSource;
import dev.hoist.guardrails.PrometheusReadings;
import dev.hoist.guardrails.ReadingsFile;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ci.BaseFromCi;
import dev.hoist.validator.disk.DiskReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option for the source of guardrail readings. */
@Command
public final class MetricsOption {
    private static final int LARGEST_FILE = 16 * 1024 * 1024;

    @Option(
            names = "--metrics",
            paramLabel = "WHERE",
            defaultValue = "auto",
            description =
                    "Where guardrails are read: on asks the metrics server of base's policy, off reads no guardrail, a file"
                            + " holds what \"hoist guard --format json\" wrote. Default: auto, which is on in CI, in the"
                            + " server's hook, for raise --push and for advance, else off.")
    String metrics = "auto";

    /** The option with a value that does not come from the command line. */
    public static MetricsOption of(String where) {
        MetricsOption option = new MetricsOption();
        option.metrics = where;
        return option;
    }

    /** The library, which reads guardrails from the source that the option names. */
    public Hoist hoist(Terminal terminal, Path repository) {
        return hoist(terminal, repository, BaseFromCi.isInside(terminal.environment()));
    }

    /**
     * The library, which reads guardrails from the source that the option names.
     *
     * @param auto whether the value {@code auto} means the metrics server
     */
    public Hoist hoist(Terminal terminal, Path repository, boolean auto) {
        Hoist hoist = new Hoist();
        return source(terminal, repository, auto).map(hoist::reading).orElse(hoist);
    }

    /**
     * The source of readings; empty if no guardrail is read.
     *
     * @param auto whether the value {@code auto} means the metrics server
     */
    public Optional<ParticipationSource> source(Terminal terminal, Path repository, boolean auto) {
        return switch (metrics) {
            case "off" -> Optional.empty();
            case "auto" -> auto ? Optional.of(new PrometheusReadings(terminal.environment())) : Optional.empty();
            case "on" -> Optional.of(new PrometheusReadings(terminal.environment()));
            default -> Optional.of(file(terminal, repository));
        };
    }

    private ReadingsFile file(Terminal terminal, Path repository) {
        if (metrics.isBlank()) {
            throw new Misuse("--metrics is empty", "say auto, on, off, or name a file");
        }
        Path file = terminal.path("--metrics", metrics, "say auto, on, off, or name a file");
        byte[] content;
        try {
            if (!Files.isRegularFile(file)) {
                throw new Misuse(
                        "--metrics \"" + metrics + "\" is neither auto, on or off nor a file",
                        "write one with \"hoist guard --format json\"");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new Misuse("--metrics \"" + metrics + "\" is too large for readings", "write it anew");
            }
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Misuse(
                    "--metrics \"" + metrics + "\" cannot be read: " + DiskReason.of(e),
                    "write one with \"hoist guard --format json\"");
        }
        if (isTracked(terminal, repository, file)) {
            throw new Misuse(
                    "--metrics \"" + metrics
                            + "\" is a tracked file of the judged repository, so the author of a change could edit it",
                    "write the readings to a file that is not tracked");
        }
        return ReadingsFile.parse(content, metrics);
    }

    private static boolean isTracked(Terminal terminal, Path repository, Path file) {
        try {
            Path real = file.toRealPath();
            for (Path each : List.of(file.toAbsolutePath(), real)) {
                ProcessBuilder git = new ProcessBuilder(
                                "git",
                                "--literal-pathspecs",
                                "-C",
                                repository.toString(),
                                "ls-files",
                                "--error-unmatch",
                                "--",
                                each.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
                git.environment().clear();
                git.environment().putAll(ChildVariables.of(terminal.environment()));
                if (git.start().waitFor() == 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new Misuse("git cannot be run, so nobody knows whether \"" + file + "\" is tracked", "install git");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
