package dev.hoist.validator.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.git.Texts;
import dev.hoist.validator.history.Deployments.Deployed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployedRefsTest {
    private static final String A = "flags/group/a.yaml";

    @TempDir
    Path directory;

    private GitFixture git;
    private Path server;
    private String one = "";
    private String two = "";

    @BeforeEach
    void init() {
        git = GitFixture.create(directory.resolve("repository"));
        one = git.commit("one", Map.of(A, "a"));
        two = git.commit("two", Map.of(A, "b"));
        server = directory.resolve("server.git");
        git.git("clone", "-q", "--bare", git.root().toString(), server.toString());
        git.gitIn(server, "remote", "remove", "origin");
    }

    @AfterEach
    void close() {
        git.close();
    }

    /** The commit that a reference names there, or a word for none. */
    private static String at(Path repository, String ref) {
        try (Proposals proposals = Proposals.open(repository, "flags", new Texts())) {
            Deployed deployed = proposals
                    .change(Optional.of("main"), Optional.of("main"), Map.of())
                    .whole(GitFixture.START)
                    .evidence()
                    .deployments()
                    .at(ref);
            return deployed instanceof Deployed.Commit commit ? commit.line().commit(0) : "nowhere";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "refs/heads/live", "deployed/production", "refs/tags/deployed/production"})
    void areBranchesAndTags(String ref) {
        git.gitIn(server, "update-ref", "refs/heads/live", one);
        git.gitIn(server, "tag", "-a", "-m", "deployed", "deployed/production", one);
        assertThat(at(server, ref)).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"live", "refs/heads/live", "main~1", "main^", "HEAD", "@{-1}", "", "a b", "refs/notes/x", ".."})
    void areNamesOfReferencesThatThereAreAndNoExpressions(String ref) {
        assertThat(at(server, ref)).isEqualTo("nowhere");
        assertThat(at(server, one)).isEqualTo("nowhere");
    }

    @Test
    void areReadAsTheRemoteHasThemInAClone() {
        Path clone = directory.resolve("clone");
        git.gitIn(server, "update-ref", "refs/heads/live", one);
        git.git("clone", "-q", server.toString(), clone.toString());
        git.gitIn(clone, "branch", "live", two);
        for (String ref : List.of("live", "refs/heads/live")) {
            assertThat(at(clone, ref)).as(ref).isEqualTo(one);
        }
        git.gitIn(clone, "update-ref", "-d", "refs/remotes/origin/live");
        assertThat(at(clone, "live")).as("nobody else says").isEqualTo(two);
    }

    @Test
    void areItsOwnInABareRepository() {
        git.gitIn(server, "remote", "add", "origin", git.root().toString());
        git.gitIn(server, "update-ref", "refs/remotes/origin/live", two);
        git.gitIn(server, "update-ref", "refs/heads/live", one);
        assertThat(at(server, "live")).isEqualTo(one);
    }
}
