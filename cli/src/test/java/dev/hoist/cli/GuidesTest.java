package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guides on the command, followed to the letter. */
class GuidesTest {
    private static final Path GUIDES = Path.of("..", "docs", "guides");

    @TempDir
    Path directory;

    @TempDir
    Path tools;

    @Test
    void firstTenMinutes() throws IOException, InterruptedException {
        Path shop = directory.resolve("shop");
        Git.run(directory, "init", "-q", "--bare", "-b", "main", "shop.git");
        Git.run(directory, "clone", "-q", "shop.git", "shop");
        Files.createDirectories(shop.resolve("src/main/java"));
        Files.createDirectories(shop.resolve(".github/workflows"));
        Files.writeString(shop.resolve("src/main/java/Shop.java"), "class Shop {}\n");
        Files.writeString(shop.resolve(".github/workflows/build.yml"), "on: push\n");
        Git.run(shop, "switch", "-q", "-C", "main");
        Git.run(shop, "add", ".");
        Git.run(shop, "commit", "-q", "-m", "Open the shop");
        Git.run(shop, "push", "-q", "-u", "origin", "main");
        Git.run(shop, "remote", "set-head", "origin", "main");

        GuideRun.follow(GUIDES.resolve("first-ten-minutes.md"), directory, tools);

        assertThat(Git.run(directory.resolve("shop.git"), "show", "main:flags/checkout/use_new_checkout.yaml"))
                .contains("staging:\n    percentage: 1\n");
    }

    @Test
    void codeowners() throws IOException, InterruptedException {
        Git.run(directory, "init", "-q", "-b", "main");
        write(".github/CODEOWNERS", "* @acme/everyone\n");
        write("flags/policy.yaml", "policy: 1\nenvironments:\n  production: {ladder: [0, 100], soak: 1h}\n");
        for (String key : List.of("checkout/use_new_checkout", "checkout/one_tap", "search/fuzzy", "search/ranking")) {
            String owner = key.startsWith("checkout") ? "checkout-team" : key.endsWith("y") ? "Search & Co" : "data";
            write(
                    "flags/" + key + ".yaml",
                    "flag: " + key.substring(key.indexOf('/') + 1) + "\ndescription: Something\nowner: " + owner
                            + "\nenvironments:\n  production: {percentage: 0}\n");
        }

        GuideRun.follow(GUIDES.resolve("codeowners.md"), directory, tools);
    }

    @Test
    void operatingARollout() throws IOException, InterruptedException {
        GuideRun.follow(GUIDES.resolve("operating-a-rollout.md"), directory, tools);
    }

    @Test
    void operatingFromAPhoneAndCi() throws IOException, InterruptedException {
        GuideRun.follow(GUIDES.resolve("operating-from-a-phone-and-ci.md"), directory, tools);
    }

    @Test
    void performanceEvidence() throws IOException, InterruptedException {
        GuideRun.follow(GUIDES.resolve("performance-evidence.md"), directory, tools);
    }

    @Test
    void aGuideThatSaysOtherwiseIsRefused() throws IOException {
        assertRefused("```sh\necho one\n```\n\n```text\ntwo\n```\n", "page.md:1 prints");
        assertRefused("```sh\necho one\n```\n", "page.md:1 prints");
        assertRefused("```sh\nfalse\n```\n", "page.md:1: a command ends otherwise than the page says");
        assertRefused("```sh\ntrue    # refused\n```\n", "page.md:1: a command ends otherwise than the page says");
        assertRefused("```sh\n(exit 2)    # refused\n```\n", "page.md:1: a command ends otherwise than the page says");
        assertRefused("\n```text\ntwo\n```\n", "page.md:2: nothing is typed that prints this");
        assertRefused("```sh\ntrue\n", "page.md:1: the block has no end");
        assertRefused("Words\n", "commands in ");
        Files.writeString(directory.resolve("file"), "a\na\n");
        assertRefused("```diff\nfile\n-a\n+b\n```\n", "page.md:1: what is to be replaced does not stand exactly once");
    }

    @Test
    void aGuideThatSaysSoIsFollowed() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("file"), "a\nb\n");
        follow("""
            <!-- clock: 2026-12-18T09:00:00Z -->
            <!-- clock: +PT30M -->
            ```sh
            mkdir below
            cd below
            (exit 1)    # refused
            hoist nonsense    # cannot judge
            ```

            ```text
            hoist: "hoist" has no command "nonsense"
              = help: "hoist --help" says what it takes
            ```

            ```diff
            ../file
            -a
            +c
            ```

            ```sh
            cat ../file
            echo "$GUIDE_NOW deadbee1 ${GIT_COMMITTER_DATE% *}"
            ```

            prints

            ```text
            c
            b
            2026-12-18T09:30:00Z abcdef12 1797586200
            ```
            """);
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void assertRefused(String page, String message) {
        assertThatThrownBy(() -> follow(page))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }

    private void follow(String page) throws IOException, InterruptedException {
        Path file = Files.writeString(tools.resolve("page.md"), page);
        GuideRun.follow(file, directory, tools);
    }
}
