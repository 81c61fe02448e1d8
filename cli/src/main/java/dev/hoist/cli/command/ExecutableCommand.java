package dev.hoist.cli.command;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that can be run. */
@Command(versionProvider = Version.class, sortOptions = false)
public abstract class ExecutableCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public abstract int run(Terminal terminal) throws IOException;
}
