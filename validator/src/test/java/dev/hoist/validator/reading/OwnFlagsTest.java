package dev.hoist.validator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.tree.FileReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** This repository's own flags. */
class OwnFlagsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void areReadWithoutAFinding() throws IOException {
        List<FileReading> readings = readings();
        assertThat(readings).hasSize(10);
        assertThat(readings)
                .allSatisfy(reading -> assertThat(Read.lines(reading)).isEmpty());
        assertThat(readings.stream().filter(FileReading.OfFlag.class::isInstance))
                .hasSize(7);
        assertThat(readings.stream().filter(FileReading.OfExperiment.class::isInstance))
                .hasSize(2);
    }

    private static List<FileReading> readings() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("flags"))) {
            List<Path> yaml = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().contains("target"))
                    .sorted()
                    .toList();
            List<FileReading> readings = new ArrayList<>();
            for (Path file : yaml) {
                readings.add(Read.file(ROOT.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file)));
            }
            return readings;
        }
    }
}
