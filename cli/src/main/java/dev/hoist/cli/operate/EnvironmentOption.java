package dev.hoist.cli.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option for the environment that a command edits. */
@Command
final class EnvironmentOption {
    @Option(
            names = {"-e", "--environment"},
            paramLabel = "ENV",
            required = true,
            description = "The environment.")
    String name;
}
