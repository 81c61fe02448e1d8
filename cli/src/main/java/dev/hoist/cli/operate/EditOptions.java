package dev.hoist.cli.operate;

import dev.hoist.cli.command.BaseOption;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.TextOrJsonOption;
import dev.hoist.validator.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that edits. */
@Command
final class EditOptions {
    @Option(names = "--dry-run", description = "Show what would be done, and write nothing.")
    boolean dryRun;

    @Option(names = "--early", description = "Write a raise also where time alone refuses it yet.")
    boolean early;

    @Option(names = "--commit", description = "Commit the edited files, and nothing else.")
    boolean commit;

    @Option(names = "--branch", paramLabel = "NAME", description = "Create this branch and switch to it first.")
    @Nullable
    String branch;

    @Option(names = "--push", description = "Commit, and push the commit.")
    boolean push;

    @Option(names = "--message", paramLabel = "TEXT", description = "The title of the commit, in place of Hoist's own.")
    @Nullable
    String message;

    @Option(
            names = "--override",
            paramLabel = "RULE",
            description = "A rule that the commit overrides, where the policy allows it; needs --because.")
    List<String> overrides = List.of();

    @Option(names = "--because", paramLabel = "TEXT", description = "Why, for each --override.")
    List<String> reasons = List.of();

    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Mixin
    BaseOption base = new BaseOption();

    @Mixin
    NowOption time = new NowOption();

    @Mixin
    TextOrJsonOption format = new TextOrJsonOption();

    boolean commits() {
        return commit || push;
    }

    Optional<String> branch() {
        return Optional.ofNullable(branch).map(name -> RepositoryOptions.given("--branch", name));
    }

    Optional<String> message() {
        return Optional.ofNullable(message).map(text -> oneLine("--message", text));
    }

    /** The commit trailers for the requested overrides. */
    List<String> trailers() {
        List<String> trailers = new ArrayList<>();
        for (int index = 0; index < overrides.size(); index++) {
            trailers.add(
                    "Hoist-Override: " + overrides.get(index) + " because " + oneLine("--because", reasons.get(index)));
        }
        return trailers;
    }

    /** Refuses options that exclude each other. This is done before any file is read. */
    void check() {
        format.isJson();
        if (overrides.size() != reasons.size()) {
            throw new Misuse(
                    "each --override needs a --because of its own",
                    "write --override RULE --because TEXT, once for each rule");
        }
        for (String rule : overrides) {
            if (!RuleBook.overridable().contains(rule)) {
                throw Misuse.unknown("\"" + rule + "\" cannot be overridden", rule, RuleBook.overridable());
            }
        }
        if (!commits() && (!overrides.isEmpty() || message != null)) {
            throw new Misuse(
                    (message == null ? "--override" : "--message") + " needs a commit, and this command makes none",
                    "add --commit");
        }
        if (early && push && branch == null) {
            throw new Misuse(
                    "--early with --push would land what is refused now", "add --branch, so that it lands later");
        }
        message();
        trailers();
    }

    /** The text of an option. It must be on one line, because a further line could be a trailer. */
    static String oneLine(String option, String text) {
        if (text.isBlank()) {
            throw new Misuse(option + " is empty", "give it a value, or leave it out");
        }
        boolean breaks = text.codePoints()
                .anyMatch(point -> Character.getType(point) == Character.CONTROL
                        || Character.getType(point) == Character.LINE_SEPARATOR
                        || Character.getType(point) == Character.PARAGRAPH_SEPARATOR
                        || Character.getType(point) == Character.SURROGATE
                        || Character.getType(point) == Character.FORMAT);
        if (breaks) {
            throw new Misuse(option + " has a line break or a character that nobody sees", "write it on one line");
        }
        return text.strip();
    }
}
