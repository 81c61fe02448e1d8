package dev.hoist.cli;

import dev.hoist.validator.Judged;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The pages on the rules, as the library's jar carries them. */
final class RulePages {
    private static final String DIRECTORY = "/dev/hoist/rules";
    private static final String ENDING = ".md";

    private RulePages() {}

    static Optional<String> page(String rule) {
        if (!rule.matches("[a-z][a-z0-9-]*")) {
            return Optional.empty();
        }
        try (InputStream page = Judged.class.getResourceAsStream(DIRECTORY + "/" + rule + ENDING)) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rules, in the order of the alphabet. */
    static List<String> rules() {
        // a class is always there to be found, a directory's entry in a jar is not
        URL marker = Judged.class.getResource("Judged.class");
        if (marker == null) {
            throw new IllegalStateException("the library's classes are not to be found");
        }
        try {
            URI place = marker.toURI();
            if (!place.getScheme().equals("jar")) {
                Path classes = Path.of(Judged.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                return rules(classes.resolve(DIRECTORY.substring(1)));
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                return rules(jar.getPath(DIRECTORY));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> rules(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    /** The first sentence of a page's text. */
    static String firstSentence(String page) {
        StringBuilder paragraph = new StringBuilder();
        for (String line : page.lines().toList()) {
            boolean text = !line.isBlank() && !line.startsWith("#");
            if (text) {
                paragraph.append(paragraph.length() == 0 ? "" : " ").append(line.strip());
            } else if (paragraph.length() > 0) {
                break;
            }
        }
        int end = paragraph.indexOf(". ");
        return end < 0 ? paragraph.toString() : paragraph.substring(0, end + 1);
    }
}
