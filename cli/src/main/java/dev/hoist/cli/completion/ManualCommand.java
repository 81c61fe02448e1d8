package dev.hoist.cli.completion;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.report.ToolVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code hoist manual}: prints a page about all commands in the format that {@code man} reads. */
@Command(
        name = "manual",
        description = "Prints the manual page, as man reads it.",
        footer = {"", "Examples:", "  hoist manual > ~/.local/share/man/man1/hoist.1", "", "Exit codes: 0 printed."})
public final class ManualCommand extends ExecutableCommand {
    @Spec
    CommandSpec spec;

    @Override
    public int run(Terminal terminal) throws IOException {
        CommandSpec hoist = spec.root();
        StringBuilder page = new StringBuilder();
        page.append(".TH HOIST 1 \"\" \"hoist ")
                .append(ToolVersion.text())
                .append("\" \"Hoist\"\n.SH NAME\nhoist \\- ")
                .append(text(hoist.usageMessage().description()))
                .append("\n.SH SYNOPSIS\n.B hoist\nCOMMAND [options]\n.SH COMMANDS\n");
        describe(hoist.commandLine(), page);
        page.append(".SH EXIT STATUS\n")
                .append("0 accepted or done, 1 refused, 2 cannot judge.\n")
                .append(".SH ENVIRONMENT\n.TP\n.B HOIST_BASE\nThe base of a change, where --base is left out.\n")
                .append(".TP\n.B NO_COLOR\nSwitches colors off.\n")
                .append(".TP\n.B CLICOLOR_FORCE\nSwitches colors on, also where no terminal shows the answer.\n");
        terminal.out().append(page);
        return ExitCode.ACCEPTED;
    }

    private static void describe(CommandLine group, StringBuilder page) {
        for (CommandLine command : group.getSubcommands().values()) {
            CommandSpec said = command.getCommandSpec();
            if (said.usageMessage().hidden()) {
                continue;
            }
            page.append(".SS ").append(escaped(said.qualifiedName())).append('\n');
            page.append(text(said.usageMessage().description())).append('\n');
            said.positionalParameters().stream()
                    .filter(parameter -> !parameter.hidden())
                    .forEach(parameter -> page.append(".TP\n.I ")
                            .append(escaped(parameter.paramLabel()))
                            .append('\n')
                            .append(text(parameter.description()))
                            .append('\n'));
            said.options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> page.append(".TP\n.B ")
                            .append(escaped(String.join(", ", option.names()) + value(option)))
                            .append('\n')
                            .append(text(option.description()))
                            .append('\n'));
            if (said.usageMessage().footer().length > 0) {
                page.append(".PP\n.nf\n");
                for (String line : said.usageMessage().footer()) {
                    page.append(escaped(line)).append('\n');
                }
                page.append(".fi\n");
            }
            describe(command, page);
        }
    }

    private static String value(OptionSpec option) {
        return option.arity().max() == 0 ? "" : "=" + option.paramLabel().toUpperCase(Locale.ROOT);
    }

    private static String text(String[] lines) {
        return Arrays.stream(lines).map(ManualCommand::escaped).collect(Collectors.joining("\n"));
    }

    /** A text with escapes, so that roff takes no part of it for a request. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("%n", " ");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
