package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.tree.FileReading;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two flags or experiments have the same key. Letter case and the separators {@code _}, {@code -} and {@code .} do not
 * count as a difference. In the order of paths, every file after the first gets the finding.
 */
final class DuplicateFlag implements StructureRule {
    @Override
    public Stream<Finding> check(FileReading file, FlagState state) {
        Optional<Located<String>> key = file.key();
        if (key.isEmpty()) {
            return Stream.empty();
        }
        List<String> paths = state.tree().pathsOfKeysLike(key.get().value());
        if (paths.size() < 2 || paths.get(0).equals(file.path())) {
            return Stream.empty();
        }
        String name = key.get().value();
        Finding finding = Finding.error(
                        id(),
                        key.get().place(),
                        MessageText.quoted(name) + " is also the key of " + paths.get(0)
                                + (sameText(state, paths.get(0), name)
                                        ? ""
                                        : ", because letter case and the separators _ - . do not count"))
                .about(name)
                .help("give one of them another key");
        Optional<Place> first =
                state.tree().reading(paths.get(0)).flatMap(FileReading::key).map(Located::place);
        return Stream.of(
                first.map(place -> finding.note(place, "the other one is here")).orElse(finding));
    }

    private static boolean sameText(FlagState state, String path, String name) {
        return state.tree()
                .reading(path)
                .flatMap(FileReading::key)
                .filter(key -> key.value().equals(name))
                .isPresent();
    }
}
