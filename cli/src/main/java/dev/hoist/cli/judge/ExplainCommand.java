package dev.hoist.cli.judge;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.command.TextOrJsonOption;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.report.RulesJson;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.rules.RuleFacts;
import dev.hoist.validator.rules.RulePage;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hoist explain}: prints the page of a rule. */
@Command(
        name = "explain",
        description = {
            "Explains what a rule refuses and why. Without a rule, lists all rules.",
            "As JSON: the kind of each rule, and what lets a refused change pass."
        },
        footer = {
            "",
            "Examples:",
            "  hoist explain skipped-step",
            "  hoist explain --format json",
            "",
            "Exit codes: 0 explained, 2 no such rule."
        })
public final class ExplainCommand extends ExecutableCommand {
    @Parameters(arity = "0..1", paramLabel = "RULE", description = "The rule's id, such as skipped-step.")
    @Nullable
    String rule;

    @Mixin
    TextOrJsonOption format = new TextOrJsonOption();

    @Override
    public int run(Terminal terminal) throws IOException {
        Writer out = terminal.out();
        String asked = rule;
        if (format.isJson()) {
            out.append(RulesJson.of(asked == null ? RuleBook.facts() : List.of(facts(asked))));
        } else if (asked == null) {
            for (RuleId id : RuleBook.ids()) {
                out.append(id.text())
                        .append(": ")
                        .append(RulePage.of(id).firstSentence())
                        .append('\n');
            }
        } else {
            out.append(RulePage.named(asked).orElseThrow(() -> unknown(asked)).text());
        }
        return ExitCode.ACCEPTED;
    }

    private static RuleFacts facts(String rule) {
        return RuleBook.facts(new RuleId(rule)).orElseThrow(() -> unknown(rule));
    }

    private static Misuse unknown(String rule) {
        List<String> rules = RuleBook.ids().stream().map(RuleId::text).toList();
        return new Misuse(
                "no rule \"" + rule + "\"",
                Spelling.didYouMean(rule, rules).orElse("\"hoist explain\" lists the rules"));
    }
}
