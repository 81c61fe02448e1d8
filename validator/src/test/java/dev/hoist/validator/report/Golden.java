package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.rules.RulePage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Text kept in a file that is named after its test; {@code -Dhoist.golden=write} writes it anew, to be read before it is
 * committed. The version, which changes with every release, stands there as {@code VERSION}, a rule's page as {@code PAGE}.
 */
final class Golden {
    static final boolean WRITE = "write".equals(System.getProperty("hoist.golden"));

    private Golden() {}

    static void check(String name, String text) {
        String actual = normalised(text);
        if (WRITE) {
            write(name, actual);
        }
        assertThat(actual).as(name).isEqualTo(read(name));
    }

    private static final Pattern WHY = Pattern.compile("\"fullDescription\": \\{\"text\": \"(?:[^\"\\\\]|\\\\.)*\"\\}");

    /** Without what changes for reasons of its own. */
    static String normalised(String text) {
        String actual = text.replace("\"" + ToolVersion.text() + "\"", "\"VERSION\"");
        for (RuleId rule : RuleBook.ids()) {
            RulePage page = RulePage.of(rule);
            actual = actual.replace(JsonObject.quoted(page.text()), "\"PAGE\"")
                    .replace(JsonObject.quoted(page.firstSentence()), "\"SENTENCE\"");
        }
        return WHY.matcher(actual).replaceAll("\"fullDescription\": {\"text\": \"WHY\"}");
    }

    static String read(String name) {
        try (InputStream golden = Golden.class.getResourceAsStream(name)) {
            if (golden == null) {
                throw new AssertionError("no golden file " + name);
            }
            return new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String name, String text) {
        try {
            Files.writeString(Path.of("src/test/resources/dev/hoist/validator/report", name), text);
            Files.writeString(Path.of("target/test-classes/dev/hoist/validator/report", name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
