package dev.hoist.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of every command. Help lists them after the command's own options. */
@Command
public final class CommonOptions {
    private static final int LAST = 1;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = LAST,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = LAST,
            description = "Show the version.")
    boolean version;

    @Option(names = "--stacktrace", order = LAST, description = "Show the stack trace of an internal error.")
    boolean stacktrace;
}
