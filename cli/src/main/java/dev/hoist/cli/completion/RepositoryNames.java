package dev.hoist.cli.completion;

import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.Checkout;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The names of flags and environments in the repository of the current directory; empty if it cannot be read. */
final class RepositoryNames {
    private static final String FLAGS = "flags";
    private static final String ENDING = ".yaml";

    private final Terminal terminal;

    RepositoryNames(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The keys of flags and experiments, taken from file names, because reading the files would take too long. */
    List<String> flags() {
        for (Path at = terminal.directory(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return keys(at.resolve(FLAGS));
            }
        }
        return List.of();
    }

    private static List<String> keys(Path flags) {
        try (Stream<Path> files = Files.walk(flags, 2)) {
            return files.filter(file -> flags.relativize(file).getNameCount() == 2)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    List<String> environments() {
        try {
            return new Hoist()
                    .checkout(terminal.directory(), FLAGS)
                    .map(Checkout::tree)
                    .flatMap(tree -> tree.policy().map(Policy::environmentNames))
                    .orElse(List.of());
        } catch (CannotJudge e) {
            return List.of();
        }
    }
}
