package dev.hoist.benchmarks.evaluator;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.stream.Stream;

/** The Markdown page with the measurements. */
final class Page {
    private final Map<String, Figures> figures;
    private final StringBuilder text = new StringBuilder();

    private Page(Map<String, Figures> figures) {
        this.figures = figures;
    }

    static String of(Map<String, Figures> figures, String mode, Instant start, List<Double> loads) {
        Page page = new Page(figures);
        page.head(mode, start, loads);
        page.table("The hash and the loop, ids of 16 characters", Row.HASHES);
        page.table("Hoist, ids of 16 characters", Row.FLAGS);
        page.table("Others on the same decision, ids of 16 characters", Row.PEERS);
        page.table("Ids of 36 characters", Row.LONG);
        page.aims();
        return page.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void head(String mode, Instant start, List<Double> loads) {
        Properties versions = versions();
        line("# What an evaluation costs");
        line("");
        line(
                "Written by `benchmarks/evaluator/run`, which builds this module (`mvn -Pbenchmarks package`), measures and replaces");
        line("this page; `benchmarks/evaluator/run full` takes longer.");
        line("");
        line("- **When**: " + start.truncatedTo(ChronoUnit.MINUTES) + ", " + mode + ".");
        line("- **Machine**: " + machine() + ".");
        line("- **Load**: " + load(loads));
        line("- **Java**: " + String.join(", ", figures.keySet())
                + (figures.size() == 1 ? "; no other was to be found" : "") + "; `-Xmx512m -XX:+UseSerialGC`.");
        line("- **Versions**: JMH " + versions.getProperty("jmh") + ", Togglz " + versions.getProperty("togglz")
                + ", OpenFeature SDK " + versions.getProperty("openfeature") + ", LaunchDarkly "
                + versions.getProperty("launchdarkly") + ", flagd's provider " + versions.getProperty("flagd")
                + ", Unleash " + versions.getProperty("unleash") + ".");
        line(
                "- **ns** is processor time of the measuring thread for one operation, the median of the iterations and then of the");
        line(
                "  rounds; on a quiet machine it is the time on the clock, which stands in brackets where it differs by more than a");
        line(
                "  tenth. **× hash** is the ratio to *hash, `charAt`* of the same length in the same round. **B** is what");
        line(
                "  `-prof gc` counts as allocated for one operation. 40 are a context, where the row makes one and the JVM does not see");
        line("  that nobody keeps it.");
        line(
                "- Every row makes of the id what its library asks about (a context, a user), unless it says that this was there. Each");
        line(
                "  library is asked for all ids first, and the run ends if the flag is not on for about a quarter of them.");
    }

    private void table(String title, List<Row> rows) {
        line("");
        line("## " + title);
        line("");
        StringBuilder names = new StringBuilder("| |");
        StringBuilder rule = new StringBuilder("| --- |");
        for (String version : figures.keySet()) {
            names.append(" ns on ").append(version).append(" | × hash | B |");
            rule.append(" ---: | ---: | ---: |");
        }
        line(names + " what one operation does |");
        line(rule + " --- |");
        for (Row row : rows) {
            StringBuilder cells = new StringBuilder("| ").append(row.name()).append(" |");
            Row hash = row.length() == 36 ? Row.LONG_CHARACTERS : Row.CHARACTERS;
            for (Figures measured : figures.values()) {
                cells.append(' ').append(time(measured, row));
                cells.append(" | ").append(number(measured.ratio(row, hash), "%.2f"));
                cells.append(" | ").append(bytes(measured.bytes(row))).append(" |");
            }
            line(cells + " " + row.does() + " |");
        }
    }

    private void aims() {
        line("");
        line("## Aims");
        line("");
        line("| | aim |" + each(version -> " " + version + " | met |"));
        line("| --- | --- |" + each(version -> " ---: | --- |"));
        aim("percentage, fresh context, to *hash, `charAt`*", Row.FRESH, Row.CHARACTERS, 1.1);
        aim("percentage, fresh context, to *hash, four `charAt`*", Row.FRESH, Row.FOUR_CHARACTERS, 1.1);
        aim("a further flag of the same salt", Row.USED, Row.CHARACTERS, 0.2);
        // beside a loop of under a nanosecond, a tenth is noise
        aim("flag at 100 %, to the loop alone", Row.EVERYONE, Row.FLOOR, 1.25);
        aim("flag at 0 %, to the loop alone", Row.NOBODY, Row.FLOOR, 1.25);
        aim("by key among 1,000, one key", Row.KEY_OF_THOUSAND, Row.CHARACTERS, 2);
        aim("by key among 1,000, each key in turn", Row.EACH_KEY_OF_THOUSAND, Row.CHARACTERS, 2);
        aim("36 characters, to *hash, `charAt`*", Row.LONG_FRESH, Row.LONG_CHARACTERS, 1.1);
        aim("36 characters, to *hash, four `charAt`*", Row.LONG_FRESH, Row.LONG_FOUR_CHARACTERS, 1.1);
        allocation();
    }

    private void aim(String name, Row row, Row to, double most) {
        line("| " + name + " | ≤ " + format("%.2f", most) + " × |"
                + each(version -> {
                    OptionalDouble ratio = figure(version).ratio(row, to);
                    return " " + number(ratio, "%.2f") + " | "
                            + (ratio.orElse(Double.MAX_VALUE) <= most ? "yes" : "**no**") + " |";
                }));
    }

    private void allocation() {
        line("| bytes of *all, kept context* | 0 |"
                + each(version -> {
                    OptionalDouble most = figure(version).bytes(Row.ALL_OF_KEPT);
                    return " " + bytes(most) + " | " + (most.orElse(Double.MAX_VALUE) < 0.5 ? "yes" : "**no**") + " |";
                }));
    }

    private Figures figure(String version) {
        Figures found = figures.get(version);
        if (found == null) {
            throw new IllegalStateException("nothing was measured on " + version);
        }
        return found;
    }

    private String each(java.util.function.UnaryOperator<String> cell) {
        return String.join("", figures.keySet().stream().map(cell).toList());
    }

    private static String time(Figures measured, Row row) {
        double processor = measured.processor(row).orElse(Double.NaN);
        double clock = measured.clock(row).orElse(Double.NaN);
        return ns(processor) + (Math.abs(clock - processor) > processor / 10 ? " (" + ns(clock) + ")" : "");
    }

    private static String ns(double value) {
        return Double.isNaN(value) ? "–" : format(value < 100 ? "%.1f" : "%,.0f", value);
    }

    // a profiler's own objects are thousandths of a byte for each operation
    private static String bytes(OptionalDouble value) {
        return number(value, "%,.0f");
    }

    private static String number(OptionalDouble value, String format) {
        return value.isEmpty() ? "–" : format(format, value.getAsDouble());
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String load(List<Double> loads) {
        int processors = Runtime.getRuntime().availableProcessors();
        double least = loads.stream().mapToDouble(Double::doubleValue).min().orElse(-1);
        double first = loads.isEmpty() ? -1 : loads.get(0);
        double most = loads.stream().mapToDouble(Double::doubleValue).max().orElse(-1);
        return format("%.1f", first) + " before the run, " + format("%.1f", least) + " to " + format("%.1f", most)
                + " at the start of each part, on " + processors + " processors; the run itself is 1."
                + (first > 0.5 ? " **The machine was not quiet: take the ratios, and those with care.**" : "");
    }

    private static String machine() {
        String model = "";
        Path information = Path.of("/proc/cpuinfo");
        if (Files.isReadable(information)) {
            try (Stream<String> lines = Files.lines(information)) {
                model = lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).trim())
                        .findFirst()
                        .orElse("");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return (model.isEmpty() ? System.getProperty("os.arch") : model) + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version");
    }

    private static Properties versions() {
        Properties versions = new Properties();
        try (StringReader reader = new StringReader(Resource.text("versions.properties"))) {
            versions.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }
}
