package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that refuses, from the pusher's side: real git, over a path and over a daemon. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ServerHookTest {
    /** How "hoist hook install --beside" says that another hook calls it. */
    private static final String CHAIN = """
            updates=$(cat)
            printf '%s\\n' "$updates" | "$GIT_DIR/hooks/pre-receive.hoist" || exit 1
        """;

    private static final int PUSHERS = Integer.getInteger("hoist.server.pushers", 6);
    private static final String POLICY = "flags/policy.yaml";
    private static final String PAY = "flags/shop/pay.yaml";

    @TempDir
    Path directory;

    private GitServer server;

    @BeforeEach
    void create() throws IOException {
        server = GitServer.create(directory.toRealPath());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String policy(String soak, String more) {
        return "policy: 1\nenvironments:\n  production: {ladder: [0, 1, 5, 25, 100], soak: " + soak + more + "}\n";
    }

    private static String flag(String key, int percentage) {
        return "flag: " + key + "\ndescription: d\nowner: o\nenvironments:\n  production: {percentage: " + percentage
                + "}\n";
    }

    /** Main has one flag, at 1 %, and came before there was a hook. */
    private GitServer.Clone withOneFlag(String soak) {
        GitServer.Clone ada = server.clone("ada");
        ada.write(POLICY, policy(soak, "")).write(PAY, flag("pay", 1)).commit("flags");
        ada.push("main").succeeds();
        return ada;
    }

    // the whole way

    @ParameterizedTest
    @ValueSource(strings = {"file", "git"})
    void judgesWhatIsPushed(String protocol) throws IOException, InterruptedException {
        server.install();
        if (protocol.equals("git")) {
            server.serve();
        }
        GitServer.Clone ada = server.clone("ada");
        ada.write(POLICY, policy("1h", "")).write(PAY, flag("pay", 0)).commit("flags");
        assertThat(ada.push("main").succeeds().output()).contains("kind: baseline");

        ada.write(PAY, flag("pay", 25)).commit("a jump");
        String before = server.main();
        ada.push("main", "HEAD:refs/tags/v1")
                .refusedWith(
                        "remote: flags/shop/pay.yaml:5:28: \"pay\" stands at 0 % in production and would go to 25 %,"
                                + " past 1 % [skipped-step]",
                        "remote: 5 |   production: {percentage: 25}",
                        "remote:   = help: go to 1 % first",
                        "main -> main (pre-receive hook declined)");
        assertThat(server.main()).isEqualTo(before);
        assertThat(server.git(server.bare(), "tag").output())
                .as("refused as a whole")
                .isEmpty();

        ada.git("reset", "-q", "--hard", before).succeeds();
        ada.write(PAY, flag("pay", 1)).commit("a step");
        assertThat(ada.push("main", "HEAD:refs/tags/v1", "HEAD:refs/heads/other")
                        .succeeds()
                        .output())
                .contains("remote: production pay 0 → 1 %")
                .contains("past times are those at which this repository received the commits");
        String stepped = server.main();

        // a date of long ago, and options that are none
        server.git(server.bare(), "config", "receive.advertisePushOptions", "true")
                .succeeds();
        ada.write(PAY, flag("pay", 5));
        ada.commit(
                "another step",
                Map.of("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z", "GIT_AUTHOR_DATE", "2020-01-01T00:00:00Z"));
        ada.push("-o", "--now=2040-01-01T00:00:00Z", "-o", "hoist=off", "main").refusedWith("[soak-cut-short]");
        ada.push("-f", before + ":main").refusedWith("base is not in the history of head [foxtrot-merge]");
        ada.push(":main").refusedWith("remote: refs/heads/main refused: a protected branch cannot be deleted");
        assertThat(server.main()).isEqualTo(stepped);

        ada.git("reset", "-q", "--hard", stepped).succeeds();
        ada.git("revert", "--no-edit", "HEAD").succeeds();
        assertThat(ada.push("main").succeeds().output()).contains("remote: kind: rollback");
        assertThat(server.git(server.bare(), "show", "main:" + PAY).output()).contains("percentage: 0");
    }

    @Test
    void letsARevertInDuringAFreeze() {
        GitServer.Clone ada = withOneFlag("0m");
        server.install();
        ada.write(PAY, flag("pay", 5)).commit("a step");
        ada.push("main").succeeds();
        ada.write(POLICY, policy("0m", "") + "freezes: [{from: 2000-01-01, until: 2999-01-01}]\n")
                .commit("freeze");
        ada.push("main").succeeds();
        ada.write(PAY, flag("pay", 25)).commit("a step in the freeze");
        ada.push("main").refusedWith("[closed-window]");
        ada.git("reset", "-q", "--hard", "origin/main").succeeds();
        ada.git("revert", "--no-edit", "HEAD~1").succeeds();
        assertThat(ada.push("main").succeeds().output()).contains("production pay 5 → 1 %");
    }

    /** Raises of one group have to lie an hour apart: of those that come at once, one of each group can land. */
    @Test
    void letsExactlyOneOfEachGroupIn() throws Exception {
        GitServer.Clone ada = server.clone("ada");
        ada.write(POLICY, policy("0m", ", spacing: 1h, scope: group"));
        List<GitServer.Clone> pushers = new ArrayList<>();
        for (int pusher = 0; pusher < PUSHERS; pusher++) {
            ada.write(path(pusher), flag("f" + pusher, 0));
        }
        ada.commit("flags");
        ada.push("main").succeeds();
        server.install("--timeout", "900");
        for (int pusher = 0; pusher < PUSHERS; pusher++) {
            GitServer.Clone clone = server.clone("pusher" + pusher);
            clone.git("reset", "-q", "--hard", "origin/main").succeeds();
            clone.write(path(pusher), flag("f" + pusher, 1)).commit("raise f" + pusher);
            pushers.add(clone);
        }
        List<String> ends = atOnce(pushers);
        assertThat(ends).filteredOn("landed"::equals).hasSize(2);
        assertThat(ends).filteredOn("crowded-raise"::equals).hasSize(PUSHERS - 2);
        String landed = server.git(server.bare(), "log", "--first-parent", "--format=%s", "main")
                .output();
        assertThat(landed.lines())
                .hasSize(3)
                .filteredOn(subject -> subject.startsWith("raise f"))
                .hasSize(2);
    }

    private static String path(int pusher) {
        return "flags/group" + pusher % 2 + "/f" + pusher + ".yaml";
    }

    /** Everybody pushes, and whoever was overtaken puts the same change on top and pushes again. */
    private static List<String> atOnce(List<GitServer.Clone> pushers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(pushers.size());
        try {
            List<Callable<String>> tasks = new ArrayList<>();
            pushers.forEach(pusher -> tasks.add(() -> pushUntilAnswered(pusher)));
            List<String> ends = new ArrayList<>();
            for (Future<String> end : threads.invokeAll(tasks)) {
                ends.add(end.get());
            }
            return ends;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String pushUntilAnswered(GitServer.Clone pusher) {
        for (int tries = 0; tries < 2 * PUSHERS; tries++) {
            GitServer.Result result = pusher.push("main");
            if (result.code() == 0) {
                return "landed";
            }
            if (result.output().contains("[crowded-raise]")) {
                return "crowded-raise";
            }
            assertThat(result.output())
                    .as("overtaken, and by nothing else")
                    .containsAnyOf(
                            "fetch first",
                            "failed to update ref",
                            "cannot lock ref",
                            "in the meantime",
                            "reference already exists",
                            "incorrect old value");
            pusher.git("pull", "-q", "--rebase", "origin", "main").succeeds();
        }
        return "never answered";
    }

    // fail closed

    @ParameterizedTest
    @ValueSource(strings = {"judge", "hook"})
    void nothingLandsWhereSomebodyKillsIt(String victim) throws Exception {
        GitServer.Clone ada = withOneFlag("0m");
        server.install();
        Path pids = server.bare().resolve("pids");
        server.replaceJava("""
            '%s' "$@" &
            kill -STOP $!
            echo "$$ $PPID $!" >'%s.new' && mv '%s.new' '%s'
            wait $!
            """.formatted(GitServer.java(), pids, pids, pids));
        String before = server.main();
        ada.write(PAY, flag("pay", 5)).commit("a step");
        Process push = server.start(ada.root(), "push", "origin", "main");
        while (!Files.exists(pids)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        List<Long> all = new ArrayList<>();
        for (String pid : Files.readString(pids).strip().split(" ", -1)) {
            all.add(Long.parseLong(pid));
        }
        kill(victim.equals("judge") ? all.get(0) : all.get(1));
        if (victim.equals("hook")) {
            kill(all.get(0));
        }
        kill(all.get(2));
        GitServer.Result result = GitServer.finish(push);
        assertThat(result.code()).as(result.output()).isNotZero();
        assertThat(result.output()).contains("[remote rejected]");
        if (victim.equals("judge")) {
            result.refusedWith("remote: hoist: the judge was killed, or had no answer within 60 seconds");
        }
        assertThat(server.main()).isEqualTo(before);
    }

    private static void kill(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        process.ifPresent(ProcessHandle::destroyForcibly);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        sleep 600                                | the judge was killed, or had no answer within 1 seconds
        exit 134                                 | the judge ended with code 134
        exit 1                                   | nothing of this push was taken in
        exec /nowhere/java                       | the judge ended with code 127
        """)
    void nothingLandsWithoutAnAnswer(String java, String sentence) {
        GitServer.Clone ada = withOneFlag("0m");
        server.install("--timeout", "1");
        server.replaceJava(java.startsWith("sleep") ? "exec " + java + "\n" : java + "\n");
        String before = server.main();
        ada.write(PAY, flag("pay", 5)).commit("a step");
        ada.push("main").refusedWith("remote: hoist: " + sentence);
        assertThat(server.main()).isEqualTo(before);
    }

    @Test
    void startsWithTheArchiveBesideTheJar() throws IOException {
        GitServer.Clone ada = withOneFlag("0m");
        server.install();
        server.replaceJava("echo \"started: $*\" >&2\nexit 2\n");
        Path jar = directory.resolve("hoist.jar");
        Path archive = directory.resolve("hoist.jsa");
        String hook = Files.readString(server.hook());
        ada.write(PAY, flag("pay", 5)).commit("a step");

        Files.writeString(server.hook(), hook.replaceFirst("(?m)^hoist=.*$", "hoist='" + jar + "'"));
        ada.push("main").refusedWith("started: -Xshare:auto ", "-cp " + jar + " ");
        Files.createFile(archive);
        ada.push("main").refusedWith("started: -XX:SharedArchiveFile=" + archive + " ", "-cp " + jar + " ");
        String classPath = "/nowhere/classes:" + jar;
        Files.writeString(server.hook(), hook.replaceFirst("(?m)^hoist=.*$", "hoist='" + classPath + "'"));
        ada.push("main").refusedWith("started: -Xshare:auto ", "-cp " + classPath + " ");
    }

    @Test
    void nothingLandsWithoutMemoryOrWithoutJava() throws IOException {
        GitServer.Clone ada = withOneFlag("0m");
        server.install();
        server.replaceJava("exec '" + GitServer.java() + "' -Xmx6m \"$@\"\n");
        String before = server.main();
        ada.write(PAY, flag("pay", 5)).commit("a step");
        ada.push("main").refusedWith("OutOfMemoryError");
        Files.delete(server.standIn());
        ada.push("main").refusedWith("remote: hoist: there is no Java at ");
        assertThat(server.main()).isEqualTo(before);
    }

    @Test
    void nothingLandsOnADamagedObject() throws IOException {
        GitServer.Clone ada = withOneFlag("0m");
        ada.write("flags/shop/cart.yaml", flag("cart", 0)).commit("a flag more");
        ada.push("main").succeeds();
        server.install();
        String id = server.git(server.bare(), "rev-parse", "main:flags/shop/cart.yaml")
                .output()
                .strip();
        Path object =
                server.bare().resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
        assertThat(object).exists();
        assertThat(object.toFile().setWritable(true)).isTrue();
        Files.write(object, new byte[] {1, 2, 3});
        // otherwise git itself may stumble over it before it asks anybody
        ada.git("config", "pack.window", "0").succeeds();
        ada.write(PAY, flag("pay", 5)).commit("a step");
        String before = server.main();
        ada.push("main").refusedWith("remote: hoist: cannot judge: ");
        assertThat(server.main()).isEqualTo(before);
    }

    @Test
    void takesNoTimeFromThePusher() {
        GitServer.Clone ada = withOneFlag("0m");
        server.install();
        ada.write(PAY, flag("pay", 5)).commit("a step");
        String before = server.main();
        server.git(ada.root(), Map.of("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z"), "push", "origin", "main")
                .refusedWith("remote: hoist: GIT_COMMITTER_DATE is set where this repository receives");
        assertThat(server.main()).isEqualTo(before);
        server.git(
                        ada.root(),
                        Map.of("JAVA_TOOL_OPTIONS", "-XX:+NoSuchOption", "JDK_JAVA_OPTIONS", "-version"),
                        "push",
                        "origin",
                        "main")
                .succeeds();
    }

    // installing

    @Test
    void writesTheHookAndKeepsReceiptsAndDoesBothOnce() throws IOException {
        server.clone("ada").write("README", "x").commit("readme");
        GitServer.Result first = server.hoist("hook", "install", "--repo", "server.git", "--branch", "release/*");
        assertThat(first.succeeds().output()).isEqualTo("""
            wrote %s
            set core.logAllRefUpdates = true
            set gc.reflogExpire = never
            set gc.reflogExpireUnreachable = never
            protected: release/*
            """.formatted(server.hook()));
        assertThat(server.hoist("hook", "install", "--repo", "server.git", "--branch", "release/*")
                        .succeeds()
                        .output())
                .isEqualTo("unchanged: " + server.hook() + "\nprotected: release/*\n");
        assertThat(Files.isExecutable(server.hook())).isTrue();
        assertThat(server.hoist("hook", "status", "--repo", "server.git")
                        .succeeds()
                        .output())
                .isEqualTo("the gate stands\n");
        server.git(server.bare(), "config", "gc.reflogExpire", "90.days").succeeds();
        assertThat(server.hoist("hook", "uninstall", "--repo", "server.git")
                        .succeeds()
                        .output())
                .isEqualTo("removed " + server.hook() + "\n");
        GitServer.Result status = server.hoist("hook", "status", "--repo", "server.git");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.output())
                .contains("lacking: there is no hooks/pre-receive")
                .contains("lacking: gc.reflogExpire is not never");
        assertThat(server.hoist("hook", "uninstall", "--repo", "server.git")
                        .succeeds()
                        .output())
                .isEqualTo("there is no hook of Hoist's here\n");
    }

    @Test
    void keepsAnothersHookAndRunsBesideIt() throws IOException {
        GitServer.Clone ada = withOneFlag("0m");
        String theirs = "#!/bin/sh\necho \"theirs: $GIT_DIR\"\n";
        Files.writeString(server.hook(), theirs);
        assertThat(server.hook().toFile().setExecutable(true)).isTrue();
        GitServer.Result refused = server.hoist("hook", "install", "--repo", "server.git");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.output())
                .contains("is a hook that Hoist did not write")
                .endsWith("help: keep it: --beside writes hooks/pre-receive.hoist, and says how yours calls that\n");
        GitServer.Result left = server.hoist("hook", "uninstall", "--repo", "server.git");
        assertThat(left.code()).isEqualTo(2);
        assertThat(left.output())
                .contains("is a hook that Hoist did not write")
                .endsWith("help: take it away by hand, if nothing else needs it\n");
        assertThat(server.hook()).hasContent(theirs);

        assertThat(server.hoist("hook", "install", "--repo", "server.git", "--beside")
                        .succeeds()
                        .output())
                .contains(CHAIN);
        assertThat(server.hoist("hook", "status", "--repo", "server.git").code())
                .isEqualTo(1);
        Files.writeString(server.hook(), theirs + CHAIN.stripIndent());
        assertThat(server.hoist("hook", "status", "--repo", "server.git")
                        .succeeds()
                        .output())
                .isEqualTo("the gate stands\n");
        ada.write(PAY, flag("pay", 25)).commit("a jump");
        ada.push("main").refusedWith("remote: theirs: ", "[skipped-step]");
        ada.git("reset", "-q", "--hard", "origin/main").succeeds();
        ada.write(PAY, flag("pay", 5)).commit("a step");
        ada.push("main").succeeds();
    }

    @Test
    void saysWhatItCannotInstallInto() throws IOException {
        server.git(directory, "init", "-q", "plain").succeeds();
        server.git(directory, "init", "-q", "--bare", "--object-format=sha256", "long.git")
                .succeeds();
        Files.createDirectory(directory.resolve("none"));
        assertMisuse("is not a bare repository", "hook", "install", "--repo", "plain");
        assertMisuse("uses sha256 object ids", "hook", "install", "--repo", "long.git");
        assertMisuse("is in no git repository", "hook", "install", "--repo", "none");
        assertMisuse("is no name of a branch", "hook", "install", "--repo", "server.git", "--branch", "a..b");
        assertMisuse("--timeout 0 is not", "hook", "install", "--repo", "server.git", "--timeout", "0");
        server.git(server.bare(), "config", "core.hooksPath", "/etc/hooks").succeeds();
        assertMisuse("core.hooksPath", "hook", "install", "--repo", "server.git");
        assertMisuse("there is nothing to read", "hook", "pre-receive", "--repo", "server.git");
        assertMisuse("which command?", "hook");
    }

    private void assertMisuse(String sentence, String... arguments) {
        GitServer.Result result = server.hoist(arguments);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).startsWith("hoist: ").contains(sentence).contains("  = help: ");
    }
}
