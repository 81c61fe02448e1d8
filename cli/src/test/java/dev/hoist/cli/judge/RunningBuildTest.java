package dev.hoist.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningBuildTest {
    @TempDir
    Path directory;

    @Test
    void anyOtherByteOfCodeIsAnotherBuild() throws IOException {
        Path jar = Files.writeString(directory.resolve("hoist.jar"), "code");
        Path classes = Files.createDirectories(directory.resolve("classes/dev"));
        Path compiled = Files.writeString(classes.resolve("Judge.class"), "one");
        String classPath = jar + File.pathSeparator + directory.resolve("classes");
        String before = RunningBuild.read(classPath);
        assertThat(RunningBuild.read(classPath)).isEqualTo(before).matches("[0-9a-f]{64}");
        assertThat(RunningBuild.read(classPath + File.pathSeparator)).isEqualTo(before);

        Files.writeString(compiled, "two");
        String recompiled = RunningBuild.read(classPath);
        Files.writeString(jar, "codf");
        String repacked = RunningBuild.read(classPath);
        Files.move(compiled, classes.resolve("Rule.class"));
        String renamed = RunningBuild.read(classPath);
        assertThat(Stream.of(before, recompiled, repacked, renamed)).doesNotHaveDuplicates();
    }
}
