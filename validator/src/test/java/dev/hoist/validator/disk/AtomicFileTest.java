package dev.hoist.validator.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path directory;

    @Test
    void replacesAFileAndKeepsItsMode() throws IOException {
        Path file = Files.writeString(directory.resolve("flag.yaml"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r-x"));

        assertThat(AtomicFile.replace(file, bytes("new"))).isTrue();
        assertThat(AtomicFile.replace(file, bytes("new"))).isFalse();
        assertThat(file).content().isEqualTo("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r-x");
        assertThat(directory).isDirectoryContaining("glob:**flag.yaml").isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void writesNothingThroughALink() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "theirs");
        Path link = Files.createSymbolicLink(directory.resolve("link"), elsewhere);

        assertThatThrownBy(() -> AtomicFile.replace(link, bytes("new"))).isInstanceOf(IOException.class);
        assertThat(elsewhere).content().isEqualTo("theirs");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void leavesTheOldContentUntilItIsCommitted() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");

        try (AtomicFile begun = AtomicFile.begin(file)) {
            begun.stream().write(bytes("half"));
        }

        assertThat(file).content().isEqualTo("old");
        assertThat(directory.toFile().list()).containsExactly("file");
    }

    @Test
    void removesTheDraftsThatAKilledProcessLeft() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "new");
        Path left = Files.writeString(directory.resolve(".file." + UUID.randomUUID() + ".tmp"), "half");
        Path recent = Files.writeString(directory.resolve(".file." + UUID.randomUUID() + ".tmp"), "half");
        Path another = Files.writeString(directory.resolve(".other." + UUID.randomUUID() + ".tmp"), "half");
        Path theirs = Files.writeString(directory.resolve(".file.notes-of-mine-that-are-36-letters-lo.tmp"), "theirs");
        Instant now = Files.getLastModifiedTime(file).toInstant();
        for (Path old : List.of(left, another, theirs)) {
            Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofHours(2))));
        }

        AtomicFile.removeDrafts(file, Duration.ofHours(1));

        assertThat(left).doesNotExist();
        assertThat(List.of(file, recent, another, theirs))
                .allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void createsNothingInAnothersPlace() throws IOException {
        Path file = directory.resolve("file");
        try (AtomicFile begun = AtomicFile.begin(file)) {
            Files.writeString(file, "theirs");

            assertThatThrownBy(begun::commitNew).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(file).content().isEqualTo("theirs");
    }

    @Test
    void replacesAllFilesOrNone() throws IOException {
        Path one = Files.writeString(directory.resolve("one"), "1");
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        contents.put(one, bytes("2"));
        contents.put(directory.resolve("new"), bytes("2"));
        contents.put(directory.resolve("no/folder"), bytes("2"));

        assertThatThrownBy(() -> AtomicFile.replaceAll(contents)).isInstanceOf(IOException.class);
        assertThat(one).content().isEqualTo("1");
        assertThat(directory.toFile().list()).containsExactly("one");

        contents.remove(directory.resolve("no/folder"));
        AtomicFile.replaceAll(contents);
        assertThat(one).content().isEqualTo("2");
        assertThat(directory.resolve("new")).content().isEqualTo("2");
    }

    @Test
    void findsTheLinkOnTheWay() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("a/b"));
        Path link = Files.createSymbolicLink(directory.resolve("a/link"), folder);

        assertThat(AtomicFile.detour(directory, folder.resolve("file"))).isEmpty();
        assertThat(AtomicFile.detour(directory, directory.resolve("a/new/file")))
                .isEmpty();
        assertThat(AtomicFile.detour(directory, link.resolve("file"))).contains(link);
    }

    @Test
    void writesAFileOfALongName() throws IOException {
        Path file = directory.resolve("x".repeat(250));

        assertThat(AtomicFile.replace(file, bytes("new"))).isTrue();
        assertThat(file).content().isEqualTo("new");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
