package dev.hoist.cli.operate;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.guard.MetricsOption;
import dev.hoist.cli.operate.AdvancePlan.Held;
import dev.hoist.cli.operate.ProposalBranches.Branch;
import dev.hoist.operate.plan.NextMove;
import dev.hoist.operate.plan.PlanJson;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.report.JsonObject;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code hoist advance}: the job that raises flags. Each run raises at most one flag, and only if the judge accepts the
 * raise.
 */
@Command(
        name = "advance",
        description = "Raises one flag that has a target and is ready, where its guardrails pass.",
        footer = {
            "",
            "Examples:",
            "  hoist advance -e production --commit",
            "  hoist guard --act --push; hoist advance --push      what a scheduled job runs",
            "  hoist advance --branch --push --pull-request pr.md  the same, by pull request",
            "",
            "Exit codes: 0 raised or nothing to do, 1 a breach holds a step back, 2 missing data holds one back, or cannot."
        })
public final class AdvanceCommand extends ExecutableCommand {
    private static final int RETRIES = 3;

    @Option(
            names = "--branch",
            description = "Commit on a branch hoist/ENV/FLAG of its own, and leave HEAD where it is.")
    boolean branch;

    @Option(
            names = "--pull-request",
            paramLabel = "FILE",
            description = "With --branch, a file for the title and, below it, the text of a pull request.")
    @Nullable
    String pullRequest;

    @Mixin
    JobOptions options = new JobOptions();

    @Mixin
    MetricsOption metrics = new MetricsOption();

    @Override
    public int run(Terminal terminal) throws IOException {
        options.check();
        Optional<Path> text = pullRequest(terminal);
        Path repository = options.place.repository(terminal);
        String flags = options.place.flags(terminal);
        if (!options.commits() && !branch) {
            Run run = new Run(terminal, options.time.instant(terminal), repository, flags, text);
            return run.answer(run.inPlace());
        }
        for (int attempt = 0; attempt <= RETRIES; attempt++) {
            try (JobClone job = JobClone.open(repository, flags, terminal.environment(), options.push)) {
                if (branch) {
                    ProposalBranches.requireNoneCheckedOut(job.git());
                }
                Run run = new Run(terminal, options.time.instant(terminal), job.view(), flags, text);
                Optional<Raised> raised = branch ? run.onBranches(job) : run.onHead(job);
                if (!run.lostRace) {
                    return run.answer(raised);
                }
            }
        }
        throw JobEdit.outrun(RETRIES + 1);
    }

    private Optional<Path> pullRequest(Terminal terminal) {
        if (pullRequest == null) {
            return Optional.empty();
        }
        if (!branch) {
            throw new Misuse("--pull-request needs --branch: without it nothing is proposed", "add --branch");
        }
        return Optional.of(terminal.path("--pull-request", pullRequest, "name a file"));
    }

    /**
     * A raise that this run made, or that is already on a branch.
     *
     * @param isNew whether this run made it
     */
    private record Raised(NextMove move, Optional<String> commit, Optional<String> branch, boolean isNew) {}

    /** One attempt: it finds the flags that may rise, and raises the first one that the judge accepts. */
    private final class Run {
        private final Terminal terminal;
        private final Instant now;
        private final Path view;
        private final String flags;
        private final Optional<Path> text;
        private final Hoist judge;
        private final AdvancePlan plan;
        private final List<Held> held;
        private boolean lostRace;

        /**
         * Starts an attempt.
         *
         * @param view a directory whose HEAD is the commit to raise on
         * @param text the file for the text of a pull request
         */
        Run(Terminal terminal, Instant now, Path view, String flags, Optional<Path> text) throws IOException {
            this.terminal = terminal;
            this.now = now;
            this.view = view;
            this.flags = flags;
            this.text = text;
            Path repository = options.place.repository(terminal);
            this.judge = metrics.hoist(terminal, repository, true);
            this.plan = AdvancePlan.of(
                    request(Optional.empty()), options.environment(), metrics.source(terminal, repository, true));
            this.held = new ArrayList<>();
            for (Held one : plan.held()) {
                held.add(judged(one));
            }
        }

        /** The step with the judge's findings against it, if there are any. */
        private Held judged(Held one) throws IOException {
            AdvanceEdit edit =
                    new AdvanceEdit(RepositoryOptions.of(view, flags), options.time, false, judge, one.move());
            edit.options.dryRun = true;
            return edit.edit(terminal)
                    .judged()
                    .flatMap(verdict -> Held.of(one.move(), verdict))
                    .orElse(one);
        }

        private ValidateRequest request(Optional<String> head) {
            return new ValidateRequest(view, flags, Optional.of("HEAD"), head, now, Map.of());
        }

        /** Makes the raise in the files, without a commit. */
        Optional<Raised> inPlace() throws IOException {
            for (NextMove move : plan.candidates()) {
                if (edit(options.place, move, false).isPresent()) {
                    return Optional.of(new Raised(move, Optional.empty(), Optional.empty(), true));
                }
            }
            return Optional.empty();
        }

        /** Makes the raise as a commit on the branch that is checked out. */
        Optional<Raised> onHead(JobClone job) throws IOException {
            for (NextMove move : plan.candidates()) {
                Optional<String> commit = edit(job.place(), move, true).flatMap(EditAnswer::commit);
                if (commit.isPresent()) {
                    lostRace = !job.land(commit.get());
                    return Optional.of(new Raised(move, commit, Optional.empty(), true));
                }
            }
            return Optional.empty();
        }

        /**
         * Makes the raise as a commit on its own branch. If a branch has this step already, the branch stays as it is.
         */
        Optional<Raised> onBranches(JobClone job) throws IOException {
            ProposalBranches branches = new ProposalBranches(job.git(), job.upstream(), job.base());
            Optional<Raised> standing = Optional.empty();
            Set<String> taken = new HashSet<>();
            List<NextMove> order = new ArrayList<>();
            for (NextMove move : plan.candidates()) {
                List<Branch> there = branches.in(move.environment());
                there.forEach(one -> branches.requireOwn(one, move.environment()));
                Optional<Branch> held = standing(branches, there, move);
                if (taken.contains(move.environment()) || held.isEmpty()) {
                    order.add(move);
                    continue;
                }
                Branch kept = held.get();
                if (accepts(move, kept)) {
                    taken.add(move.environment());
                    standing = standing.or(() ->
                            Optional.of(new Raised(move, Optional.of(kept.tip()), Optional.of(kept.name()), false)));
                } else if (this.held.stream().noneMatch(one -> one.move().equals(move))) {
                    order.add(move);
                }
            }
            for (NextMove move : order) {
                if (taken.contains(move.environment())) {
                    continue;
                }
                Optional<String> commit = edit(job.place(), move, true).flatMap(EditAnswer::commit);
                if (commit.isPresent()) {
                    String name = ProposalBranches.name(move.environment(), move.flag());
                    lostRace = !branches.propose(name, commit.get(), branches.in(move.environment()));
                    return proposed(new Raised(move, commit, Optional.of(name), true));
                }
            }
            return standing.isPresent() ? proposed(standing.get()) : standing;
        }

        private static Optional<Branch> standing(ProposalBranches branches, List<Branch> there, NextMove move) {
            String name = ProposalBranches.name(move.environment(), move.flag());
            return there.stream()
                    .filter(one -> one.name().equals(name))
                    .filter(one ->
                            branches.proposes(one, move.step().orElseThrow().toString()))
                    .findFirst();
        }

        /** Whether the judge accepts a branch as it is. */
        private boolean accepts(NextMove move, Branch kept) {
            try {
                Verdict verdict = judge.validate(request(Optional.of(kept.tip())));
                Held.of(move, verdict).ifPresent(held::add);
                return verdict.accepted();
            } catch (CannotJudge conflict) {
                return false;
            }
        }

        private Optional<EditAnswer> edit(RepositoryOptions place, NextMove move, boolean commits) throws IOException {
            EditAnswer answer = new AdvanceEdit(place, options.time, commits, judge, move).edit(terminal);
            answer.judged().flatMap(verdict -> Held.of(move, verdict)).ifPresent(held::add);
            return Optional.of(answer).filter(EditAnswer::written);
        }

        private Optional<Raised> proposed(Raised raised) throws IOException {
            if (text.isPresent() && !lostRace) {
                String commit = raised.commit().orElseThrow();
                UserGit git = new UserGit(view, terminal.environment());
                String page = PullRequestText.of(
                        git.run("log", "-1", "--format=%s", commit).text(),
                        judge.diff(request(raised.commit())),
                        git.ask("log", "-1", "--format=%(trailers:key=Hoist-Readings,valueonly)", commit));
                try {
                    AtomicFile.replace(text.get(), page.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new Misuse(
                            "--pull-request \"" + pullRequest + "\" cannot be written: " + DiskReason.of(e),
                            "name a file that can be written; the branch with the raise exists already");
                }
            }
            return Optional.of(raised);
        }

        /**
         * Prints what was done.
         *
         * @return the exit code
         */
        int answer(Optional<Raised> raised) throws IOException {
            List<NextMove> considered = plan.considered().stream()
                    .map(move -> held.stream()
                            .filter(one -> one.move().equals(move))
                            .map(Held::waiting)
                            .findFirst()
                            .orElse(move))
                    .toList();
            if (options.isJson()) {
                terminal.out()
                        .append(JsonObject.spread()
                                        .json("raised", raised.map(Run::json).orElse("null"))
                                        .json(
                                                "considered",
                                                JsonObject.lines(
                                                        considered,
                                                        move -> PlanJson.next(move)
                                                                .toString(),
                                                        "  "))
                                + "\n");
            } else {
                for (Held one : held) {
                    line(one.sentence());
                }
                line(raised.map(Run::sentence)
                        .orElse(
                                held.isEmpty()
                                        ? "nothing to raise: no flag with a target is ready"
                                        : "nothing was raised"));
            }
            if (raised.isPresent()) {
                return ExitCode.ACCEPTED;
            }
            boolean breach = held.stream().anyMatch(Held::isBreach);
            boolean noData = held.stream().anyMatch(Held::hasNoData);
            return breach ? ExitCode.REFUSED : noData ? ExitCode.CANNOT_JUDGE : ExitCode.ACCEPTED;
        }

        private static String json(Raised raised) {
            return new JsonObject()
                    .text("flag", raised.move().flag())
                    .text("environment", raised.move().environment())
                    .text("step", raised.move().step().map(Object::toString))
                    .text("commit", raised.commit())
                    .text("branch", raised.branch())
                    .toString();
        }

        private static String sentence(Raised raised) {
            NextMove move = raised.move();
            String what = move.flag() + " to " + move.step().orElseThrow() + " in " + move.environment();
            String commit =
                    raised.commit().map(id -> ", commit " + ShortCommit.of(id)).orElse("");
            if (raised.branch().isEmpty()) {
                return "raised " + what + commit;
            }
            return raised.isNew()
                    ? "proposed to raise " + what + " on " + raised.branch().get() + commit
                    : raised.branch().get() + " proposes already to raise " + what + commit;
        }

        private void line(String sentence) throws IOException {
            terminal.out().append(VisibleText.of(sentence)).append('\n');
        }
    }
}
