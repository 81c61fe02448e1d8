package dev.hoist.cli.command;

import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.verdict.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a change may be judged before its time has come. */
@Command
public final class EarlyOption {
    @Option(
            names = "--early",
            description = "Turn what time alone refuses into warnings that say from when it passes: for builds and"
                    + " before a commit. CI does not use it.")
    boolean early;

    /** The verdict as this option asks for it. */
    public Verdict on(Verdict verdict) {
        return early ? verdict.early() : verdict;
    }

    /** The diff with its verdict as this option asks for it. */
    public Diff on(Diff diff) {
        return early ? new Diff(diff.verdict().early(), diff.environments()) : diff;
    }
}
