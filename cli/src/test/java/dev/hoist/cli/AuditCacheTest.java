package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.report.ReportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hoist audit --cache}, as a nightly job runs it. */
class AuditCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path directory;

    private Path repository;
    private Path cache;

    @BeforeEach
    void landSomeChanges() throws IOException {
        repository = Files.createDirectory(directory.resolve("repository"));
        cache = repository.resolve("../night/cache");
        Git.run(repository, "init", "-q", "-b", "main");
        for (int percentage : new int[] {0, 10, 100}) {
            land(percentage);
        }
    }

    private void land(int percentage) throws IOException {
        Path shop = Files.createDirectories(repository.resolve("flags/shop"));
        Files.writeString(shop.resolveSibling("policy.yaml"), """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
            """);
        Files.writeString(shop.resolve("pay.yaml"), """
            flag: pay
            description: Pay
            owner: shop
            environments:
              production: {percentage: %d}
            """.formatted(percentage));
        Git.run(repository, "add", "-A");
        Git.run(repository, "commit", "-q", "-m", "Go to " + percentage);
    }

    @Test
    void saysTheSameTheFirstTimeAndEveryTimeAfter() throws IOException {
        for (String format : ReportFormat.names(ReportFormat.Content.HISTORY)) {
            Said plain = run("audit", "--format", format);
            assertThat(plain.code()).isEqualTo(1);
            for (int night = 0; night < 2; night++) {
                assertThat(run("audit", "--format", format, "--cache", "../night/cache"))
                        .isEqualTo(plain);
            }
        }
        assertThat(kept())
                .singleElement()
                .satisfies(file -> assertThat(file.getFileName().toString()).matches("audit-[0-9a-f]{32}"));
        land(0);
        assertThat(run("audit", "--cache", "../night/cache")).isEqualTo(run("audit"));
        assertThat(kept()).hasSize(1);
    }

    @Test
    void writesNothingUnlessAsked() throws IOException {
        run("audit");
        assertThat(cache).doesNotExist();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(repository);
        }
    }

    @Test
    void makesAnewWhatIsDamaged() throws IOException {
        Said plain = run("audit");
        run("audit", "--cache", "../night/cache");
        Path file = kept().get(0);
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 4;
        for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 3), flipped)) {
            Files.write(file, damaged);
            assertThat(run("audit", "--cache", "../night/cache")).isEqualTo(plain);
            assertThat(file).hasBinaryContent(whole);
        }
        Files.delete(file);
        Files.createDirectory(file);
        Files.createFile(file.resolve("in the way"));
        Said inTheWay = run("audit", "--cache", "../night/cache");
        assertThat(inTheWay.out()).isEqualTo(plain.out());
        assertThat(inTheWay.code()).isEqualTo(plain.code());
        assertThat(inTheWay.err()).startsWith("hoist: warning: \"").contains("cannot be written: ");
        assertThat(kept()).as("no draft is left").containsExactly(file);
    }

    @Test
    void refusesADirectoryThatCannotBeOne() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        assertThat(run("audit", "--cache", "../file"))
                .satisfies(said -> assertThat(said.code()).isEqualTo(2))
                .satisfies(said -> assertThat(said.out()).isEmpty())
                .satisfies(said -> assertThat(said.err())
                        .startsWith("hoist: cannot judge: --cache \"")
                        .contains("/file\" cannot be written: ")
                        .contains("  = help: name a directory that may be, or leave the option out\n"));
        assertThat(run("audit", "--cache", " ").err()).startsWith("hoist: cannot judge: --cache is empty");
    }

    @Test
    void severalAtOnceLeaveAWholeFile() throws Exception {
        Said plain = run("audit");
        ExecutorService jobs = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Said>> nights = new ArrayList<>();
            for (int job = 0; job < 12; job++) {
                nights.add(() -> run("audit", "--cache", "../night/cache"));
            }
            for (Future<Said> night : jobs.invokeAll(nights)) {
                assertThat(night.get()).isEqualTo(plain);
            }
        } finally {
            jobs.shutdownNow();
        }
        assertThat(kept()).hasSize(1);
        Path file = kept().get(0);
        byte[] left = Files.readAllBytes(file);
        assertThat(run("audit", "--cache", "../night/cache")).isEqualTo(plain);
        assertThat(file).hasBinaryContent(left);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }

    private Said run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(err), false, false, Map.of(), repository, Clock.fixed(NOW, ZoneOffset.UTC));
        int code = new Main(terminal).run(arguments);
        return new Said(code, out.toString(), err.toString());
    }

    private record Said(int code, String out, String err) {}
}
