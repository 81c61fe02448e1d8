package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.Shop.Ran;
import dev.hoist.cli.command.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release is cut from, and what people do with one. */
class ReleaseTest {
    private static final Path SCRIPTS = Path.of("../.ci").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(directory);
    }

    @Test
    void cutsTheNotesOfOneVersion() throws IOException {
        Path changes = Files.writeString(directory.resolve("CHANGELOG.md"), """
            # Changelog

            ## Unreleased

            - Not yet.

            ## 1.10.0

            ### Added

            - Much.

            ## [1.1.0] - 2026-11-01

            - A little.
            """);

        assertThat(notes("1.10.0", changes).said()).isEqualTo("### Added\n\n- Much.\n");
        assertThat(notes("1.1.0", changes).said()).isEqualTo("- A little.\n");
        assertThat(notes("1.1", changes).status()).isEqualTo(1);
        assertThat(notes("2.0.0", changes).said()).contains("says nothing of 2.0.0: give it a heading");
    }

    @Test
    void givesEveryModuleTheVersion() throws IOException {
        Path clone = shop.cloned("refs/heads/main");
        Files.createDirectories(clone.resolve(".ci"));
        Files.copy(SCRIPTS.resolve("version"), clone.resolve(".ci/version"));
        Files.createDirectories(clone.resolve("a b"));
        String pom = """
            <project>
              <version>0.1.0-SNAPSHOT</version>
              <other><version>0.1.0</version></other>
            </project>
            """;
        Files.writeString(clone.resolve("pom.xml"), pom);
        Files.writeString(clone.resolve("a b/pom.xml"), pom);

        Ran ran = shop.sh(clone, Map.of(), "git add . && bash .ci/version 0.1.0");

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(ran.said()).isEqualTo("0.1.0-SNAPSHOT is now 0.1.0\n");
        assertThat(clone.resolve("pom.xml")).content().isEqualTo(pom.replace("-SNAPSHOT", ""));
        assertThat(clone.resolve("a b/pom.xml")).content().isEqualTo(pom.replace("-SNAPSHOT", ""));
    }

    @Test
    void releasesNothingButWhatTheTagSays() {
        Ran ran = shop.sh(directory, Map.of(), SCRIPTS.resolve("release") + " 99.0.0 out");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.said()).startsWith("the tag says 99.0.0 and pom.xml ").contains("run .ci/version 99.0.0");
    }

    @Test
    void publishesWhatWasBuilt() throws IOException {
        Path release = Files.createDirectories(directory.resolve("runner/release"));
        for (String name : new String[] {"hoist.jar", "SHA256SUMS", "notes.md"}) {
            Files.writeString(release.resolve(name), name);
        }
        Path tools = Files.createDirectories(directory.resolve("tools"));
        Files.writeString(tools.resolve("gh"), "#!/bin/sh\nprintf '%s\\n' \"$*\"\ncat ../notes.md\n");
        assertThat(tools.resolve("gh").toFile().setExecutable(true)).isTrue();

        for (String tag : new String[] {"v0.1.0", "v0.2.0-rc.1"}) {
            Files.writeString(release.resolve("notes.md"), "notes");
            Ran ran = shop.sh(
                    directory,
                    Map.of(
                            "PATH",
                            tools.toString(),
                            "RUNNER_TEMP",
                            directory.resolve("runner").toString(),
                            "GITHUB_REF_NAME",
                            tag,
                            "GITHUB_REPOSITORY",
                            "acme/hoist"),
                    step("Publish it"));

            assertThat(ran.said())
                    .isEqualTo("release create " + tag + " --repo acme/hoist --verify-tag "
                            + (tag.contains("-") ? "--prerelease" : "--latest") + " --title Hoist " + tag.substring(1)
                            + " --notes-file ../notes.md -- SHA256SUMS hoist.jar\nnotes");
            assertThat(ran.status()).isZero();
        }
    }

    @Test
    void installsAsThePageSays() throws Exception {
        Path release = Files.createDirectories(directory.resolve("release"));
        Path jar = Files.copy(shop.jar(), release.resolve("hoist.jar"));
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        Files.writeString(release.resolve("SHA256SUMS"), sum + "  hoist.jar\n");
        String page = Files.readString(Path.of("../docs/install.md"));
        Matcher block = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(page);
        StringBuilder commands = new StringBuilder();
        while (block.find()) {
            commands.append(block.group(1));
        }
        String script = commands.toString().replaceFirst("release=https\\S+", "release=" + release.toUri());

        Ran ran = shop.sh(
                directory, Map.of(), script + "hoist=$HOME/.local/bin/hoist\n\"$hoist\" explain skipped-step\n");

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(ran.said())
                .contains("hoist.jar: OK", "hoist " + Version.text(), "A raise leaves out a rung of the ladder");
        assertThat(directory.resolve(".local/lib/hoist/hoist.jsa")).exists();

        Files.writeString(jar, "another", java.nio.file.StandardOpenOption.APPEND);
        assertThat(shop.sh(directory, Map.of(), script).status()).isNotZero();
    }

    private Ran notes(String version, Path changes) {
        return shop.sh(directory, Map.of(), SCRIPTS.resolve("notes") + " " + version + " " + changes);
    }

    private static String step(String name) {
        ParsedYaml steps =
                ParsedYaml.of(Path.of("../.github/workflows/release.yml")).at("jobs", "release", "steps");
        for (int position = 0; position < ((List<?>) steps.value()).size(); position++) {
            if (name.equals(steps.at(position).entries().get("name"))) {
                return steps.at(position, "run").text();
            }
        }
        throw new AssertionError("no step \"" + name + "\"");
    }
}
