package dev.hoist.cli.guard;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.command.TextOrJsonOption;
import dev.hoist.guardrails.compare.RunComparison;
import dev.hoist.guardrails.compare.Samples;
import dev.hoist.guardrails.compare.Shift;
import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.report.JsonObject;
import dev.hoist.validator.report.VisibleText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist compare}: tells whether a program runs slower with a flag on than with the flag off. */
@Command(
        name = "compare",
        description = "Compares measurements of two runs: JMH's JSON, or {\"metric\": [samples]}.",
        footer = {
            "",
            "Examples:",
            "  hoist compare off.json on.json --within p99=10%%",
            "  hoist compare off.json on.json --within p99=10%% --out evidence.json",
            "",
            "Each side needs 20 samples.",
            "Exit codes: 0 pass, 1 breach, 2 no data, or cannot."
        })
public final class CompareCommand extends ExecutableCommand {
    private static final Pattern WITHIN = Pattern.compile("(.+)=([0-9]{1,6}(?:\\.[0-9]{1,4})?) ?%");
    private static final int LARGEST = 64 * 1024 * 1024;

    @Parameters(index = "0", paramLabel = "OFF", description = "Measurements with the flag off.")
    String off;

    @Parameters(index = "1", paramLabel = "ON", description = "Measurements with the flag on.")
    String on;

    @Option(
            names = "--within",
            paramLabel = "METRIC=10%",
            required = true,
            description = "How much a metric may lie higher with the flag on; may be given several times.")
    List<String> within = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "A file to keep the evidence in. Default: none.")
    @Nullable
    String out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "The format of the answer: text or json. Default: text.")
    String format = "text";

    @Override
    public int run(Terminal terminal) throws IOException {
        boolean isJson = TextOrJsonOption.isJson(format);
        Map<String, BigDecimal> allowed = new LinkedHashMap<>();
        for (String one : within) {
            Matcher matcher = WITHIN.matcher(one);
            if (!matcher.matches()) {
                throw new Misuse("--within \"" + one + "\" is no limit", "write it as in p99=10%");
            }
            allowed.put(matcher.group(1), new BigDecimal(matcher.group(2)));
        }
        RunComparison comparison = RunComparison.of(samples(terminal, off), samples(terminal, on), allowed);
        String json = json(comparison);
        if (out != null) {
            Path file = path(terminal, out);
            try {
                AtomicFile.replace(file, json.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new Misuse(
                        "--out \"" + out + "\" cannot be written: " + DiskReason.of(e), "name a file that can be");
            }
        }
        terminal.out().append(isJson ? json : text(comparison));
        return switch (comparison.state()) {
            case PASS -> 0;
            case BREACH -> 1;
            case NO_DATA -> 2;
        };
    }

    private static Samples samples(Terminal terminal, String name) {
        Path file = path(terminal, name);
        try {
            if (!Files.isRegularFile(file)) {
                throw new Misuse("there is no file \"" + name + "\"", "name a file of measurements");
            }
            if (Files.size(file) > LARGEST) {
                throw new Misuse("\"" + name + "\" is larger than 64 MiB", "keep fewer samples");
            }
            return Samples.parse(Files.readAllBytes(file), name);
        } catch (IOException e) {
            throw new Misuse("\"" + name + "\" cannot be read: " + DiskReason.of(e), "name a file of measurements");
        }
    }

    private static Path path(Terminal terminal, String name) {
        try {
            return terminal.directory().resolve(name);
        } catch (InvalidPathException e) {
            throw new Misuse("\"" + name + "\" is no path", "name a file");
        }
    }

    private static String json(RunComparison comparison) {
        return comparison.shifts().stream()
                .map(shift -> "    {\"metric\": " + JsonObject.quoted(shift.metric()) + ", \"state\": \""
                        + shift.state().text() + "\", \"samples\": {\"off\": " + shift.off() + ", \"on\": " + shift.on()
                        + "}, \"median\": " + number(shift.median()) + ", \"shift\": " + number(shift.estimate())
                        + ", \"interval\": [" + number(shift.low()) + ", " + number(shift.high()) + "], \"allowed\": "
                        + number(shift.allowed()) + ", \"p\": " + number(shift.p()) + "}")
                .collect(Collectors.joining(
                        ",\n",
                        "{\n  \"state\": \"" + comparison.state().text() + "\",\n  \"metrics\": [\n",
                        "\n  ]\n}\n"));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }

    private static String text(RunComparison comparison) {
        return comparison.shifts().stream().map(CompareCommand::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Shift shift) {
        String name = VisibleText.of(shift.metric());
        if (Double.isNaN(shift.median())) {
            return "no-data  " + name + ": " + shift.off() + " samples off and " + shift.on()
                    + " on, and each side needs 20";
        }
        return String.format(
                Locale.ROOT,
                "%-7s  %s: %+.4g, between %+.4g and %+.4g, on a median of %.4g; at most %+.4g passes (p = %.3g)",
                shift.state().text(),
                name,
                shift.estimate(),
                shift.low(),
                shift.high(),
                shift.median(),
                shift.allowed(),
                shift.p());
    }
}
