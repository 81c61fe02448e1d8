package dev.hoist.cli;

import dev.hoist.validator.report.ToolVersion;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Adds the address of a documentation page to the help of commands. */
final class HelpPages {
    private HelpPages() {}

    /** Adds the address of a page to the help of a command and of its subcommands. */
    static void add(CommandLine command, String page) {
        addLine(command, "Documentation: " + ToolVersion.SITE + "/" + page);
        command.getSubcommands().values().forEach(nested -> add(nested, page));
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
