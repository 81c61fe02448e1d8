package dev.hoist.cli.operate;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.guardrails.ReadingsLine;
import dev.hoist.operate.edit.Edits;
import dev.hoist.operate.edit.FileEdit;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Operation.Effect;
import dev.hoist.operate.edit.Sources;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ProposedEdits;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/**
 * A command that edits flags. The judge can stop only a raise; every other edit is written, whatever the judge says. If
 * options ask for it, the command also commits and pushes.
 */
abstract class EditCommand extends ExecutableCommand {
    /** How many times a lowering is made again on the upstream's new tip, if its push was rejected. */
    private static final int RETRIES = 3;

    @Mixin
    EditOptions options = new EditOptions();

    /** The command's name in the output of {@code --format json}. */
    abstract String name();

    /** The command's edit of the present files. */
    abstract Operation operation(Sources sources, Instant now, RepositoryView repository);

    /** The library that judges the edit. */
    Hoist hoist(Terminal terminal) {
        return new Hoist();
    }

    /** Refuses combinations of arguments that have no meaning. */
    void check() {}

    /** Gives the answer to the caller. */
    void tell(EditAnswer answer, Terminal terminal) throws IOException {
        answer.write(terminal, options.format.isJson());
    }

    /** The environment variables in which CI says what a change is based on. */
    Map<String, String> variablesOfCi(Terminal terminal) {
        return terminal.environment();
    }

    /** Whether the command edits all flags. It then reports a flag file that cannot be read. */
    boolean editsAll() {
        return false;
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        options.check();
        check();
        Instant now = options.time.instant(terminal);
        EditLock lock = EditLock.of(options.place.repository(terminal), terminal.environment());
        try {
            for (int attempt = 0; ; attempt++) {
                Optional<Integer> code = attempt(terminal, now, attempt);
                if (code.isPresent()) {
                    return code.get();
                }
            }
        } finally {
            lock.close();
        }
    }

    /**
     * Makes the edit once.
     *
     * @return the exit code; empty if a push was rejected, and the edit must be made again on the upstream's new tip
     */
    private Optional<Integer> attempt(Terminal terminal, Instant now, int attempt) throws IOException {
        Workspace workspace = Workspace.open(options, terminal, now);
        if (workspace.git().isEmpty() && (options.commits() || options.branch().isPresent())) {
            throw new Misuse(
                    "\"" + workspace.root() + "\" lies in no git repository, so nothing can be committed",
                    "leave out --commit, --branch and --push");
        }
        RepositoryView repository = new RepositoryView(request(now, terminal), workspace.git());
        Operation operation = operation(workspace.sources(), now, repository);
        note(operation, workspace, terminal);
        if (editsAll()) {
            workspace
                    .sources()
                    .unreadable()
                    .forEach(finding -> terminal.say(
                            finding.file() + " cannot be read, so nothing was edited in it: " + finding.message(),
                            finding.help().orElse("mend the file")));
        }
        if (operation.edits().isEmpty()) {
            answer(operation, false, Optional.empty(), "nothing to do: " + operation.title(), terminal);
            return Optional.of(ExitCode.ACCEPTED);
        }
        requireClean(operation, workspace);
        String title = options.message().orElse(operation.title());
        String message = operation.message(title, options.trailers());
        Optional<Verdict> judged = judge(operation, message, now, terminal);
        List<String> trailers = new ArrayList<>(options.trailers());
        workspace
                .sources()
                .policy()
                .flatMap(policy -> ReadingsLine.of(readings(judged), policy))
                .ifPresent(line -> trailers.add("Hoist-Readings: " + line));
        message = operation.message(title, trailers);
        boolean refused = operation.effect() == Effect.RAISES
                && judged.filter(some -> !some.accepted()).isPresent()
                && !(options.early && refusesByTimeAlone(judged.get()));
        if (refused) {
            answer(operation, false, judged, "not written: the judge refuses it", terminal);
            return Optional.of(ExitCode.REFUSED);
        }
        if (options.dryRun) {
            answer(operation, false, judged, "dry run: nothing was written", terminal);
            return Optional.of(ExitCode.ACCEPTED);
        }
        return apply(operation, workspace, message, judged, terminal, attempt);
    }

    private Optional<Integer> apply(
            Operation operation,
            Workspace workspace,
            String message,
            Optional<Verdict> judged,
            Terminal terminal,
            int attempt)
            throws IOException {
        Optional<Publication> publication = workspace
                .git()
                .map(git -> new Publication(
                        git,
                        attempt == 0 ? options.branch() : Optional.empty(),
                        options.time.isGiven() ? Optional.of(options.time.instant(terminal)) : Optional.empty()));
        Optional<String> headBefore = publication.flatMap(Publication::head);
        Optional<String> branchBefore = publication.flatMap(Publication::currentBranch);
        publication.ifPresent(Publication::createBranch);
        List<FileEdit> unwritten = operation.edits().files().stream()
                .filter(file -> !workspace.isWritten(file))
                .toList();
        EditedFiles files = new EditedFiles(workspace.root(), new Edits(unwritten));
        WayBack back = new WayBack(operation, options.place, terminal.directory());
        // what is to be committed was clean, which requireClean has seen to
        String backOfFiles = back.ofFiles(
                workspace.root(), workspace.git().isPresent(), options.commits() || back.isKept(workspace.git()));
        try {
            files.write();
        } catch (CannotJudge e) {
            publication.ifPresent(some -> some.leaveBranch(branchBefore, headBefore));
            throw e;
        }
        if (!options.commits()) {
            answer(
                    operation,
                    new Outcome(Optional.empty(), options.branch(), "written: " + paths(operation), backOfFiles),
                    judged,
                    terminal);
            return Optional.of(ExitCode.ACCEPTED);
        }
        Publication made = publication.orElseThrow();
        Optional<String> upstreamBefore = made.upstream();
        UserGit.Answer committed = made.commit(operation, message);
        if (!committed.succeeded()) {
            made.leaveBranch(branchBefore, headBefore);
            boolean stays = operation.effect() == Effect.LOWERS;
            if (stays) {
                answer(
                        operation,
                        new Outcome(
                                Optional.empty(),
                                Optional.empty(),
                                "written, but not committed: " + paths(operation),
                                backOfFiles),
                        judged,
                        terminal);
            } else {
                files.takeBack();
            }
            throw new CannotJudge(
                    (stays
                                    ? "the edit is in the files, but it is not committed: "
                                    : "nothing was committed, and the files are as they were: ")
                            + committed.reason(),
                    stays ? "commit the files when git can" : "mend what git says, and run the command again");
        }
        String commit = committed.text();
        Optional<Verdict> landed = judged.map(some -> some.withHead(commit));
        Optional<String> branch = made.currentBranch();
        Outcome outcome = new Outcome(
                Optional.of(commit),
                branch,
                "committed " + ShortCommit.of(commit)
                        + branch.map(name -> " on " + name).orElse("") + ": "
                        + message.lines().findFirst().orElse(""),
                back.ofCommit(commit, judged, false));
        if (!options.push) {
            answer(operation, outcome, landed, terminal);
            return Optional.of(ExitCode.ACCEPTED);
        }
        UserGit.Answer pushed = made.push();
        if (!pushed.succeeded()) {
            boolean mayRetry = operation.effect() == Effect.LOWERS
                    && attempt < RETRIES
                    && options.branch().isEmpty()
                    && headBefore.isPresent()
                    && headBefore.equals(upstreamBefore);
            if (mayRetry && made.moveToUpstream(headBefore.get(), commit, operation)) {
                return Optional.empty();
            }
            answer(operation, outcome, landed, terminal);
            throw new CannotJudge(
                    "the commit is made, but it could not be pushed: " + pushed.reason(),
                    pushed.reason().contains("[rejected]")
                            ? "bring the upstream's commits in with \"git pull --rebase\", then \"git push\""
                            : "mend what git says, then \"git push\"");
        }
        answer(
                operation,
                new Outcome(
                        outcome.commit,
                        outcome.branch,
                        outcome.sentence + ", and pushed",
                        back.ofCommit(commit, judged, true)),
                landed,
                terminal);
        return Optional.of(ExitCode.ACCEPTED);
    }

    private Optional<Verdict> judge(Operation operation, String message, Instant now, Terminal terminal) {
        Map<String, byte[]> files = new HashMap<>();
        operation
                .edits()
                .files()
                .forEach(file -> files.put(file.path(), file.after().getBytes(StandardCharsets.UTF_8)));
        ProposedEdits edits = new ProposedEdits(files, options.commits() ? Optional.of(message) : Optional.empty());
        try {
            return Optional.of(hoist(terminal).propose(request(now, terminal), edits));
        } catch (CannotJudge e) {
            if (operation.effect() == Effect.RAISES) {
                throw e;
            }
            terminal.say("not judged: " + Objects.toString(e.getMessage(), ""), e.help());
            return Optional.empty();
        }
    }

    private ValidateRequest request(Instant now, Terminal terminal) {
        return new ValidateRequest(
                options.place.repository(terminal),
                options.place.flags(terminal),
                options.base.revision(),
                Optional.empty(),
                now,
                variablesOfCi(terminal));
    }

    /** The guardrail readings that the commit message names. */
    List<Reading> readings(Optional<Verdict> judged) {
        return judged.map(Verdict::guardrails).orElse(List.of());
    }

    private static boolean refusesByTimeAlone(Verdict judged) {
        return judged.findings().stream()
                .filter(Finding::isError)
                .allMatch(finding -> finding.passesFrom().isPresent());
    }

    private static void requireClean(Operation operation, Workspace workspace) {
        for (FileEdit file : operation.edits().files()) {
            if (workspace.isDirty(file.path()) && !workspace.isWritten(file)) {
                throw new CannotJudge(
                        "\"" + file.path() + "\" has other uncommitted changes, so nothing was written",
                        "commit or put away those changes first, or leave out --commit");
            }
        }
    }

    private void note(Operation operation, Workspace workspace, Terminal terminal) {
        if (operation.effect() != Effect.LOWERS || workspace.git().isEmpty()) {
            return;
        }
        int behind = new Publication(workspace.git().get(), Optional.empty(), Optional.empty()).commitsBehind();
        if (behind > 0) {
            terminal.say(
                    "the upstream branch is ahead of HEAD by " + behind + (behind == 1 ? " commit" : " commits"),
                    "what is deployed may differ from what was edited: bring those commits in as well");
        }
    }

    private static String paths(Operation operation) {
        return String.join(", ", operation.edits().paths());
    }

    private void answer(
            Operation operation, boolean written, Optional<Verdict> judged, String sentence, Terminal terminal)
            throws IOException {
        tell(
                new EditAnswer(name(), operation, written, Optional.empty(), Optional.empty(), judged, sentence, ""),
                terminal);
    }

    private void answer(Operation operation, Outcome outcome, Optional<Verdict> judged, Terminal terminal)
            throws IOException {
        tell(
                new EditAnswer(
                        name(),
                        operation,
                        true,
                        outcome.commit,
                        outcome.branch,
                        judged,
                        outcome.sentence,
                        outcome.back),
                terminal);
    }

    private record Outcome(Optional<String> commit, Optional<String> branch, String sentence, String back) {}
}
