package dev.hoist.cli.hook;

import dev.hoist.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** {@code hoist hook}: makes a bare repository accept only pushes that the judge accepts. */
@Command(
        name = "hook",
        description = "Makes a bare repository refuse pushes that the judge refuses.",
        subcommands = {
            HookInstallCommand.class,
            HookStatusCommand.class,
            HookUninstallCommand.class,
            HookPreReceiveCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  hoist hook install --repo /srv/git/shop.git",
            "",
            "Exit codes: 0 done, 1 refused or not judged, 2 cannot."
        })
public final class HookCommand extends CommandGroup {}
