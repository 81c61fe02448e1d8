package dev.hoist.cli.completion;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that the completion scripts call. It prints each candidate with a tab and a description. */
@Command(name = "__complete", hidden = true, description = "Prints candidates for a completion script.")
public final class CandidatesCommand extends ExecutableCommand {
    @Parameters(paramLabel = "WORD", arity = "0..*", description = "The words after hoist, the last one unfinished.")
    List<String> words = new ArrayList<>();

    @Spec
    CommandSpec spec;

    @Override
    public int run(Terminal terminal) throws IOException {
        Candidates candidates = new Candidates(spec.root().commandLine(), new RepositoryNames(terminal));
        for (Candidates.Candidate candidate : candidates.of(words)) {
            terminal.out()
                    .append(candidate.text())
                    .append('\t')
                    .append(candidate.description())
                    .append('\n');
        }
        return ExitCode.ACCEPTED;
    }
}
