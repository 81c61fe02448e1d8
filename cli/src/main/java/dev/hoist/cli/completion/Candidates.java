package dev.hoist.cli.completion;

import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.rules.RuleBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Finds the words that can complete an unfinished command line. */
final class Candidates {
    private final CommandLine hoist;
    private final RepositoryNames names;

    Candidates(CommandLine hoist, RepositoryNames names) {
        this.hoist = hoist;
        this.names = names;
    }

    /** A word that can complete the command line, with its description. */
    record Candidate(String text, String description) {}

    /**
     * The candidates for the last of some words.
     *
     * @param words the words after {@code hoist}; a shell may have split {@code --option=value} into three words
     */
    List<Candidate> of(List<String> words) {
        List<String> before = new ArrayList<>(words);
        String current = before.isEmpty() ? "" : before.remove(before.size() - 1);
        if (current.equals("=")) {
            current = "";
        } else if (!before.isEmpty() && before.get(before.size() - 1).equals("=")) {
            before.remove(before.size() - 1);
        }
        CommandLine command = hoist;
        int positionals = 0;
        Optional<OptionSpec> awaited = Optional.empty();
        for (String word : before) {
            if (awaited.isPresent()) {
                awaited = Optional.empty();
            } else if (word.startsWith("-")) {
                awaited = option(command, word).filter(option -> option.arity().max() > 0);
            } else if (command.getSubcommands().containsKey(word)) {
                command = command.getSubcommands().get(word);
            } else {
                positionals++;
            }
        }
        int equals = current.indexOf('=');
        if (awaited.isPresent()) {
            return starting("", current, values(awaited.get()));
        }
        if (current.startsWith("--") && equals > 0) {
            String prefix = current.substring(0, equals + 1);
            return option(command, current.substring(0, equals))
                    .map(option -> starting(
                            prefix, prefix + words.get(words.size() - 1).substring(equals + 1), values(option)))
                    .orElse(List.of());
        }
        return starting("", current, current.startsWith("-") ? options(command) : words(command, positionals));
    }

    private static List<Candidate> starting(String prefix, String start, Stream<Candidate> candidates) {
        return candidates
                .map(candidate -> new Candidate(prefix + candidate.text(), candidate.description()))
                .filter(candidate -> candidate.text().startsWith(start))
                .distinct()
                .toList();
    }

    private static Optional<OptionSpec> option(CommandLine command, String name) {
        return Optional.ofNullable(command.getCommandSpec().findOption(name));
    }

    private static Stream<Candidate> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(option -> new Candidate(option.longestName(), sentence(option.description())));
    }

    private Stream<Candidate> words(CommandLine command, int position) {
        Stream<Candidate> commands = command.getSubcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(entry -> new Candidate(
                        entry.getKey(),
                        sentence(
                                entry.getValue().getCommandSpec().usageMessage().description())));
        Stream<Candidate> values = command.getCommandSpec().positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(position))
                .flatMap(this::values);
        return Stream.concat(commands, values);
    }

    /** The candidates for an argument, according to its label. */
    private Stream<Candidate> values(ArgSpec argument) {
        if (argument.completionCandidates() != null) {
            return StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                    .map(value -> new Candidate(value, ""));
        }
        String label = argument.paramLabel().replaceAll("[^A-Z].*", "");
        Stream<String> values = switch (label) {
            case "FLAG", "KEY" -> names.flags().stream();
            case "ENV" -> names.environments().stream();
            case "RULE" -> RuleBook.ids().stream().map(RuleId::text);
            case "COMMAND" ->
                hoist.getSubcommands().entrySet().stream()
                        .filter(entry -> !entry.getValue()
                                .getCommandSpec()
                                .usageMessage()
                                .hidden())
                        .map(java.util.Map.Entry::getKey);
            default -> Stream.empty();
        };
        return values.map(value -> new Candidate(value, ""));
    }

    /** The first sentence, on one line. */
    private static String sentence(String[] description) {
        String text = Arrays.stream(description).findFirst().orElse("").replaceAll("\\s+", " ");
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
