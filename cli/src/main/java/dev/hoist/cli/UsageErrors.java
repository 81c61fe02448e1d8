package dev.hoist.cli;

import dev.hoist.cli.command.Misuse;
import dev.hoist.validator.finding.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Messages for arguments that picocli cannot parse, in the style of the other messages. */
final class UsageErrors {
    private UsageErrors() {}

    static Misuse noCommand(CommandLine group) {
        return new Misuse("which command?", "\"" + name(group) + " --help\" lists them");
    }

    static Misuse of(ParameterException e) {
        String help = "\"" + name(e.getCommandLine()) + " --help\" says what it takes";
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unknown(e.getCommandLine(), unmatched.getUnmatched().get(0), help);
        }
        if (e instanceof MissingParameterException missing) {
            return new Misuse(missing(missing), help);
        }
        if (e instanceof OverwrittenOptionException twice) {
            return new Misuse(option(twice.getOverwritten()) + " comes twice", help);
        }
        if (e.getArgSpec() instanceof OptionSpec wrong && e.getValue() != null) {
            return new Misuse(option(wrong) + " \"" + e.getValue() + "\" is no number", help);
        }
        String message = Objects.toString(e.getMessage(), "");
        return new Misuse(
                message.isEmpty()
                        ? "the arguments make no sense"
                        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1),
                help);
    }

    private static Misuse unknown(CommandLine command, String argument, String help) {
        boolean isOption = argument.startsWith("-");
        String written =
                isOption && argument.indexOf('=') > 0 ? argument.substring(0, argument.indexOf('=')) : argument;
        String what = isOption ? "option" : command.getSubcommands().isEmpty() ? "argument" : "command";
        boolean isLetter = isOption && !written.startsWith("--");
        Optional<String> question =
                isLetter ? beginningWith(written, command) : Spelling.didYouMean(written, known(command, isOption));
        return new Misuse(
                "\"" + name(command) + "\" has no " + what + " \"" + written + "\"",
                question.map(text -> text + " ").orElse("") + help);
    }

    /** The options that begin with a letter. For an unknown option of one letter, any of them may be meant. */
    private static Optional<String> beginningWith(String letter, CommandLine command) {
        List<String> meant = known(command, true).stream()
                .filter(option -> letter.length() > 1 && option.startsWith("-" + letter.substring(0, 2)))
                .map(option -> "\"" + option + "\"")
                .toList();
        return meant.isEmpty() ? Optional.empty() : Optional.of("did you mean " + String.join(" or ", meant) + "?");
    }

    private static String missing(MissingParameterException e) {
        List<PositionalParamSpec> places = e.getMissing().stream()
                .filter(PositionalParamSpec.class::isInstance)
                .map(PositionalParamSpec.class::cast)
                .toList();
        // picocli reports the option itself as missing where only its value is
        if (places.isEmpty() && !Objects.toString(e.getMessage(), "").startsWith("Missing required option")) {
            return e.getMissing().stream()
                    .map(argument -> option(argument) + " names no " + argument.paramLabel())
                    .collect(Collectors.joining(" and "));
        }
        // of several arguments picocli reports the first alone
        int first = places.stream().mapToInt(place -> place.index().min()).min().orElse(Integer.MAX_VALUE);
        Stream<String> arguments = e.getCommandLine().getCommandSpec().positionalParameters().stream()
                .filter(place -> place.required() && place.index().min() >= first)
                .map(ArgSpec::paramLabel);
        Stream<String> options = e.getMissing().stream()
                .filter(OptionSpec.class::isInstance)
                .map(argument -> option(argument) + "=" + argument.paramLabel());
        return "\"" + name(e.getCommandLine()) + "\" needs "
                + Stream.concat(arguments, options).collect(Collectors.joining(" and "));
    }

    private static String option(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private static List<String> known(CommandLine command, boolean options) {
        return options
                ? command.getCommandSpec().options().stream()
                        .filter(option -> !option.hidden())
                        .map(OptionSpec::longestName)
                        .toList()
                : List.copyOf(command.getSubcommands().keySet());
    }
}
