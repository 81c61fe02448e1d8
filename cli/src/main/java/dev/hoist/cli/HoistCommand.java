package dev.hoist.cli;

import dev.hoist.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** {@code hoist} without a further command. */
@Command(
        name = "hoist",
        description = "Judges changes to feature flags in git.",
        footer = {
            "",
            "Examples:",
            "  hoist init                          adopt Hoist in a repository",
            "  hoist validate                      may this change land?",
            "  hoist diff                          who gains, who loses",
            "  hoist raise FLAG -e staging         the next step up",
            "  hoist help validate                 the options of one command",
            "",
            "Exit codes: 0 accepted, 1 refused, 2 cannot judge."
        })
final class HoistCommand extends CommandGroup {}
