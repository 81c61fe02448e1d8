package dev.hoist.cli;

import dev.hoist.validator.report.ToolVersion;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The documentation pages to which the help of each command refers. */
final class HelpPages {
    private static final String OPERATING = "guides/operating-a-rollout";

    /** The page of each command. */
    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("init", "guides/first-ten-minutes"),
            Map.entry("demo", "guides/first-ten-minutes"),
            Map.entry("validate", "semantics"),
            Map.entry("audit", "guides/nightly-audit"),
            Map.entry("diff", "guides/reviewing-a-change"),
            Map.entry("guard", "guides/guardrails"),
            Map.entry("advance", "guides/robot-github"),
            Map.entry("compare", "guides/performance-evidence"),
            Map.entry("notify", "guides/notifying"),
            Map.entry("announce", "announcements"),
            Map.entry("report", "guides/rollout-report"),
            Map.entry("hook", "guides/server-hook"),
            Map.entry("generate", "guides/using-the-jar"),
            Map.entry("export", "guides/flagd"),
            Map.entry("codeowners", "guides/codeowners"),
            Map.entry("schema", "guides/editors"),
            Map.entry("explain", "rules"),
            Map.entry("completion", "install"),
            Map.entry("manual", "install"));

    private HelpPages() {}

    /** Adds the address of a page to the help of a command and of its subcommands. */
    static void add(String name, CommandLine command) {
        add(command, ToolVersion.SITE + "/" + PAGES.getOrDefault(name, OPERATING));
    }

    private static void add(CommandLine command, String address) {
        addLine(command, "Documentation: " + address);
        command.getSubcommands().values().forEach(nested -> add(nested, address));
    }

    /** Adds the address of the documentation to the help of {@code hoist} itself. */
    static void addRoot(CommandLine root) {
        addLine(root, "Documentation: " + ToolVersion.SITE);
    }

    private static void addLine(CommandLine command, String line) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        String[] footer = usage.footer();
        Stream<String> first = footer.length == 0 ? Stream.of("") : Arrays.stream(footer);
        usage.footer(Stream.concat(first, Stream.of(line)).toArray(String[]::new));
    }
}
