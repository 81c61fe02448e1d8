package dev.hoist.validator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.AuditRequest;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A repository in which changes are made as people make them: edited, committed, judged against main, landed or given up. */
final class Workbench implements AutoCloseable {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final GitFixture git;
    private final Hoist hoist = new Hoist();
    private String landed = "";

    private Workbench(GitFixture git) {
        this.git = git;
    }

    static Workbench in(Path directory) {
        return new Workbench(GitFixture.create(directory.resolve("repository")));
    }

    GitFixture git() {
        return git;
    }

    Path root() {
        return git.root();
    }

    /** The newest commit that landed. */
    String landed() {
        return landed;
    }

    // the clock

    Workbench at(Instant instant) {
        git.at(instant);
        return this;
    }

    /** Sets the clock to what the people of this policy read on the wall. */
    Workbench berlin(String time) {
        return at(LocalDateTime.parse(time).atZone(BERLIN).toInstant());
    }

    Workbench later(Duration by) {
        return at(git.now().plus(by));
    }

    // the files

    Workbench write(String path, String text) {
        git.write(path, text);
        return this;
    }

    Workbench delete(String path) {
        git.delete(path);
        return this;
    }

    String read(String path) {
        try {
            return Files.readString(git.root().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces what is there exactly once. */
    Workbench edit(String path, String from, String to) {
        String text = read(path);
        assertThat(text).containsOnlyOnce(from);
        return write(path, text.replace(from, to));
    }

    Workbench commit(String message) {
        git.commit(message);
        return this;
    }

    // landing

    /** Commits what is there without asking anyone. */
    String bypass(String message) {
        landed = git.commit(message);
        return landed;
    }

    /** Commits what is there, and lands it where the judge accepts it as this. */
    String land(Kind kind) {
        git.commit("Change flags");
        Verdict verdict = proposed();
        assertThat(refusing(verdict))
                .as(() -> "at " + git.now() + ": " + told(verdict))
                .isEmpty();
        assertThat(verdict.kind()).isEqualTo(kind);
        landed = git.git("rev-parse", "HEAD").trim();
        return landed;
    }

    /** Commits what is there, on top of what was committed, hears that these rules refuse it, and gives it all up. */
    Verdict refused(String... rules) {
        git.commit("Change flags");
        return refusedAsCommitted(rules);
    }

    /** The same for what was committed already. */
    Verdict refusedAsCommitted(String... rules) {
        Verdict verdict = proposed();
        assertThat(refusing(verdict)).as(() -> told(verdict)).containsExactlyInAnyOrder(rules);
        giveUp();
        return verdict;
    }

    void giveUp() {
        git.git("reset", "-q", "--hard", landed);
        git.git("clean", "-qfdx");
    }

    /** HEAD against what landed last. */
    Verdict proposed() {
        return judged(landed, "HEAD");
    }

    Verdict judged(String base, String head) {
        return hoist.validate(
                new ValidateRequest(git.root(), "flags", Optional.of(base), Optional.of(head), git.now(), Map.of()));
    }

    List<Verdict> judgedEach(String base, String head) {
        return hoist
                .validateEach(new ValidateRequest(
                        git.root(), "flags", Optional.of(base), Optional.of(head), git.now(), Map.of()))
                .stream()
                .toList();
    }

    List<AuditedChange> audited() {
        List<AuditedChange> changes = new ArrayList<>();
        hoist.audit(new AuditRequest(git.root(), "flags", Optional.empty(), Optional.empty(), git.now()), changes::add);
        return changes;
    }

    static Set<String> refusing(Verdict verdict) {
        Set<String> rules = new TreeSet<>();
        verdict.findings().stream()
                .filter(Finding::isError)
                .forEach(finding -> rules.add(finding.rule().text()));
        return rules;
    }

    private static String told(Verdict verdict) {
        StringBuilder told = new StringBuilder();
        verdict.findings()
                .forEach(finding -> told.append(finding.severity())
                        .append(' ')
                        .append(finding.rule())
                        .append(' ')
                        .append(finding.file())
                        .append(": ")
                        .append(finding.message())
                        .append('\n'));
        return told.toString();
    }

    @Override
    public void close() {
        git.close();
    }
}
