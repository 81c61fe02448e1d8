package dev.hoist.cli.plan;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.guard.MetricsOption;
import dev.hoist.operate.announce.Announcement;
import dev.hoist.operate.announce.AnnouncementFormat;
import dev.hoist.operate.announce.GuardrailValue;
import dev.hoist.operate.announce.Stage;
import dev.hoist.operate.plan.Planner;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ci.BaseFromCi;
import dev.hoist.validator.disk.DiskReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist announce}: writes a message about a rollout for a team. */
@Command(
        name = "announce",
        description = "Writes an announcement of a rollout: before it, on its way, or when it is complete.",
        footer = {
            "",
            "Examples:",
            "  hoist announce use_new_checkout -e production --stage start --format slack",
            "",
            "Exit codes: 0 written, 2 cannot write it."
        })
public final class AnnounceCommand extends ExecutableCommand {
    @Parameters(arity = "1", paramLabel = "FLAG", description = "The flag.")
    String flag = "";

    @Option(
            names = {"-e", "--environment"},
            required = true,
            paramLabel = "ENV",
            description = "The environment.")
    String environment = "";

    @Option(names = "--stage", required = true, paramLabel = "STAGE", description = "start, progress or done.")
    String stage = "";

    @Option(names = "--issues", paramLabel = "TEXT", description = "What went wrong so far; None if left out.")
    @Nullable
    String issues;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "A Mustache template to fill instead of the stage's own.")
    @Nullable
    String template;

    @Mixin
    PlanOptions options = new PlanOptions();

    @Mixin
    MetricsOption metrics = new MetricsOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to write it: text, markdown, slack or json; text if left out.")
    String format = "text";

    @Override
    public int run(Terminal terminal) throws IOException {
        AnnouncementFormat form = AnnouncementFormat.valueOf(
                Misuse.requireFormat(format, AnnouncementFormat.names()).toUpperCase(Locale.ROOT));
        Stage when = stage();
        Optional<String> own = template(terminal);
        terminal.out()
                .append(options.plan(
                        terminal,
                        planner -> form.write(
                                Announcement.of(
                                        planner,
                                        flag,
                                        environment,
                                        when,
                                        Optional.ofNullable(issues),
                                        values(planner, terminal)),
                                own)));
        return ExitCode.ACCEPTED;
    }

    /** The values of the guardrails; empty if no guardrail is read. */
    private Optional<List<GuardrailValue>> values(Planner planner, Terminal terminal) {
        planner.environments(Optional.of(environment));
        String key = planner.flag(flag).name();
        Path repository = options.place.repository(terminal);
        return metrics.source(terminal, repository, BaseFromCi.isInside(terminal.environment()))
                .map(source -> new Hoist()
                        .guarded(
                                repository,
                                options.place.flags(terminal),
                                planner.now(),
                                guarded -> GuardrailValues.read(guarded, key, environment, source, planner.now())));
    }

    private Stage stage() {
        List<String> known = Arrays.stream(Stage.values()).map(Stage::text).toList();
        if (!known.contains(stage)) {
            throw Misuse.unknown("no stage \"" + stage + "\"", stage, known);
        }
        return Stage.valueOf(stage.toUpperCase(Locale.ROOT));
    }

    private Optional<String> template(Terminal terminal) {
        if (template == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(terminal.directory().resolve(template)));
        } catch (InvalidPathException e) {
            throw new Misuse("--template \"" + template + "\" is no path", "name a file");
        } catch (IOException e) {
            throw new Misuse(
                    "--template \"" + template + "\" cannot be read: " + DiskReason.of(e),
                    "name a file that can be read");
        }
    }
}
