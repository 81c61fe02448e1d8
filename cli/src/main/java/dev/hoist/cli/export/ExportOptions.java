package dev.hoist.cli.export;

import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.evaluator.Export;
import dev.hoist.evaluator.Exported;
import dev.hoist.evaluator.output.Output;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for what to export, and where to write it. */
@Command
final class ExportOptions {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write. It is replaced only if it differs. Default: standard output.")
    @Nullable
    String out;

    @Mixin
    RepositoryOptions place;

    /**
     * Exports the flags, or reports why this is not possible.
     *
     * @return the exit code
     */
    int write(Terminal terminal, Function<Plan, String> form) throws IOException {
        Path file = out == null ? null : terminal.path("--out", out, "name a file");
        Exported exported = Export.run(
                place.repository(terminal),
                place.flags(terminal),
                terminal.clock().instant(),
                form,
                new Hoist());
        if (exported.text().isEmpty()) {
            ReportFormat.TEXT.report(terminal.style()).judged(exported.structure(), terminal.out());
        } else if (file == null) {
            terminal.out().append(exported.text().get());
        } else {
            boolean written = Output.replace(file, exported.text().get());
            terminal.out()
                    .append(written ? "wrote " : "unchanged: ")
                    .append(out)
                    .append('\n');
        }
        return ExitCode.of(exported.text().isPresent());
    }
}
