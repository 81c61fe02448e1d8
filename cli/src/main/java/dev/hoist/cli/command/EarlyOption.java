package dev.hoist.cli.command;

import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.verdict.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option to judge a change that will land later. */
@Command
public final class EarlyOption {
    @Option(
            names = "--early",
            description = "Turn what time alone refuses into warnings that say from when it passes: for builds and"
                    + " before a commit. CI does not use it.")
    boolean early;

    /** The verdict with this option applied. */
    public Verdict on(Verdict verdict) {
        return early ? verdict.early() : verdict;
    }

    /** The diff with this option applied to its verdict. */
    public Diff on(Diff diff) {
        return early ? new Diff(diff.verdict().early(), diff.environments()) : diff;
    }
}
