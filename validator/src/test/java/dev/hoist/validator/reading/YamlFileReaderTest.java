package dev.hoist.validator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.tree.FileReader.Oddity;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.RawEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileReaderTest {
    private final YamlFileReader reader = new YamlFileReader(RuleBook.overridable());

    @Test
    void refusesALargeFileWithoutLookingIntoIt() {
        FileReading reading = reader.read("flags/a/b.yaml", "a", new RawEntry.File("b.yaml", "id", 5_000_000, () -> {
            throw new AssertionError("read");
        }));
        assertThat(Read.lines(reading)).containsExactly("- unsafe-yaml the file has 5000000 bytes, and may have 65536");
        // a file may have grown since its size was taken
        FileReading grown =
                reader.read("flags/a/b.yaml", "a", new RawEntry.File("b.yaml", "id", 10, () -> new byte[5_000_000]));
        assertThat(Read.lines(grown)).containsExactly("- unsafe-yaml the file has 5000000 bytes, and may have 65536");
    }

    @Test
    void refusesWhatIsNoRegularFileAndWhatLiesElsewhere() {
        assertThat(Read.lines(reader.refuse("flags/a/b.yaml", Oddity.NOT_A_FILE, "a symbolic link")))
                .containsExactly("- unsafe-yaml this is a symbolic link, neither a folder nor a regular file");
        assertThat(Read.lines(reader.refuse("flags/a/b.yml", Oddity.MISNAMED, "does not end in .yaml")))
                .containsExactly("- misnamed-file this file does not end in .yaml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        flags/policy.yml     | rename it to "policy.yaml"
        flags/Policy.yaml    | rename it to "policy.yaml"
        policy.YML           | rename it to "policy.yaml"
        flags/a/new_b.yml    | rename it to "new_b.yaml"
        flags/new_b.yaml     | name it <group>/<key>.yaml, exactly one folder below the flags directory
        flags/a/b/policy.yaml | name it <group>/<key>.yaml, exactly one folder below the flags directory
        """)
    void saysWhatAMisnamedFileHasToBeCalled(String path, String help) {
        assertThat(reader.refuse(path, Oddity.MISNAMED, "is misnamed").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.help()).contains(help));
    }

    @Test
    void readsFlagsInFoldersWithoutInvisibleCharactersAlone() {
        String text = "flag: a\ndescription: x\nowner: z\nenvironments: {}\n";
        assertThat(Read.file("flags/Ünder score/a.yaml", text)).isInstanceOf(FileReading.OfFlag.class);
        assertThat(Read.lines(Read.file("flags/a\u200Bb/a.yaml", text)))
                .containsExactly("- misnamed-file this file lies in a folder whose name is too long or has invisible"
                        + " characters");
    }

    @Test
    void readsTheSameFromWindowsLines() {
        String text = "flag: a\ndescription: x\nowner: z\nenvironments:\n  p: {percentage: 5}\n";
        FileReading.OfFlag unix = (FileReading.OfFlag) Read.file("flags/g/a.yaml", text);
        FileReading.OfFlag windows = (FileReading.OfFlag) Read.file("flags/g/a.yaml", text.replace("\n", "\r\n"));
        assertThat(windows.flag()).isEqualTo(unix.flag());
    }
}
