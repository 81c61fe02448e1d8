package dev.hoist.validator.proposal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hoist.validator.git.DiskFlags;
import dev.hoist.validator.git.FlagsPath;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.git.StoredFlags;
import dev.hoist.validator.git.Texts;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalsTest {
    private static final String A = "flags/group/a.yaml";
    private static final String B = "flags/group/b.yaml";
    private static final Instant NOW = GitFixture.START.plusSeconds(86_400);

    @TempDir
    Path directory;

    private GitFixture git;
    private final Texts files = new Texts();

    @BeforeEach
    void init() {
        git = GitFixture.create(directory.resolve("repository"));
    }

    @AfterEach
    void close() {
        git.close();
    }

    // opening

    @Test
    void opensFromAnyDirectoryOfAWorkingTree() {
        git.commit("one", Map.of(A, "a"));
        assertThat(headTexts(git.root().resolve("flags/group"), "HEAD")).containsEntry(A, "a");
    }

    @Test
    void opensABareRepositoryAndAsksForAHead() {
        git.commit("one", Map.of(A, "a"));
        Path bare = directory.resolve("bare.git");
        git.git("clone", "-q", "--bare", git.root().toString(), bare.toString());
        git.gitIn(bare, "remote", "remove", "origin");
        assertThat(headTexts(bare, "main")).containsEntry(A, "a");
        assertThat(refusal(bare, Optional.empty(), Optional.empty()))
                .hasMessage("a bare repository has no working tree to judge");
    }

    @Test
    void opensALinkedWorktreeWithItsOwnHeadAndIndex() {
        git.commit("one", Map.of(A, "a"));
        Path linked = directory.resolve("linked");
        git.git("worktree", "add", "-q", "-b", "side", linked.toString());
        write(linked.resolve(B), "b");
        Proposal proposal = whole(linked, Optional.of("main"), Optional.empty());
        assertThat(Texts.of(proposal.head())).isEqualTo(Map.of(A, "a", B, "b"));
    }

    @Test
    void saysWhereThereIsNoRepository() throws IOException {
        Path plain = Files.createDirectory(directory.resolve("plain"));
        CannotJudge refusal = refusal(plain, Optional.empty(), Optional.empty());
        assertThat(refusal).hasMessage("\"" + plain + "\" is in no git repository");
        assertThat(refusal.help()).contains("--structure-only");
    }

    @Test
    void readsNoUserConfigurationAndDoesNotMeasureTheFileSystem() throws Exception {
        git.commit("one", Map.of(A, "a"));
        git.write(B, "b");
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.writeString(home.resolve("ignored"), "b.yaml\n");
        Files.writeString(home.resolve(".gitconfig"), "[core]\n\texcludesFile = " + home.resolve("ignored") + "\n");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                FreshHome.class.getName(),
                git.root().toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", home.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        // what JGit measures itself is far from two whole seconds, and takes it three
        assertThat(output.strip()).isEqualTo("[" + A + ", " + B + "] PT2S");
        assertThat(home.toFile().list()).as("nothing is written home").hasSize(2);
    }

    /** Reads a working tree in a Java of its own, and says what JGit takes for the file system's clock there. */
    static final class FreshHome {
        private FreshHome() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) {
            Path root = Path.of(arguments[0]);
            try (DiskFlags disk = DiskFlags.in(root, "flags", new Texts())) {
                System.out.println(Texts.of(disk.tree()).keySet() + " "
                        + FS.getFileStoreAttributes(root).getMinimalRacyInterval());
            }
        }
    }

    @Test
    void runsNothingThatTheRepositoryConfigures() throws IOException {
        git.commit("one", Map.of(A, "a"));
        Path mark = directory.resolve("mark");
        String evil = "touch " + mark;
        git.git("config", "filter.evil.clean", evil);
        git.git("config", "filter.evil.process", evil);
        git.git("config", "filter.evil.required", "true");
        git.git("config", "core.fsmonitor", evil);
        git.git("config", "core.pager", evil);
        git.git("config", "merge.evil.driver", evil);
        Files.writeString(git.root().resolve(".gitattributes"), "* filter=evil merge=evil\n");
        git.write(A, "changed");
        assertThat(Texts.of(whole(Optional.of("HEAD"), Optional.empty()).head()))
                .containsEntry(A, "changed");
        assertThat(mark).doesNotExist();
    }

    @Test
    void refusesFlagsPathsOutsideTheRepository() {
        for (String path : List.of("/etc", "../flags", "flags/../..", "", ".git", "C:/flags", "a\\b")) {
            assertThatThrownBy(() -> Proposals.open(git.root(), path, files))
                    .as(path)
                    .isInstanceOf(CannotJudge.class)
                    .hasMessageStartingWith("the flags directory \"" + path + "\"");
        }
        assertThat(FlagsPath.parse("./config//flags/").text()).isEqualTo("config/flags");
    }

    @Test
    void takesTheRootAsTheFlagsDirectory() {
        git.commit("one", Map.of("group/a.yaml", "a", "policy.yaml", "p"));
        git.write("group/b.yaml", "b");
        try (Proposals proposals = Proposals.open(git.root(), ".", files)) {
            Proposal proposal = proposals
                    .change(Optional.empty(), Optional.empty(), Map.of())
                    .whole(NOW);
            assertThat(Texts.of(proposal.head()))
                    .isEqualTo(Map.of("group/a.yaml", "a", "group/b.yaml", "b", "policy.yaml", "p"));
            assertThat(Texts.of(proposal.evidence().line().tree(0)).keySet())
                    .containsExactly("group/a.yaml", "policy.yaml");
        }
    }

    // trees

    @Test
    void namesLinksAndSubmodulesForWhatTheyAre() throws IOException {
        git.commit("one", Map.of(A, "a"));
        git.git("update-index", "--add", "--cacheinfo", "120000," + blob("../x") + ",flags/group/link.yaml");
        git.git("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",flags/sub");
        git.git("commit", "-q", "-m", "odd");
        assertThat(headTexts(git.root(), "HEAD"))
                .containsEntry("flags/group/link.yaml", "NOT_A_FILE: a symbolic link")
                .containsEntry("flags/sub", "NOT_A_FILE: a submodule");
    }

    @Test
    void refusesATreeThatGitWouldNotCheckOut() throws IOException {
        git.commit("one", Map.of(A, "a"));
        ObjectId blob = ObjectId.fromString(blob("x"));
        TreeFormatter parent = new TreeFormatter();
        parent.append("..", FileMode.REGULAR_FILE, blob);
        TreeFormatter twice = new TreeFormatter();
        twice.append("a.yaml", FileMode.REGULAR_FILE, blob);
        twice.append("a.yaml", FileMode.REGULAR_FILE, blob);
        TreeFormatter unsorted = new TreeFormatter();
        unsorted.append("b.yaml", FileMode.REGULAR_FILE, blob);
        unsorted.append("a.yaml", FileMode.REGULAR_FILE, blob);
        TreeFormatter dotGit = new TreeFormatter();
        dotGit.append(".git", FileMode.REGULAR_FILE, blob);
        for (TreeFormatter group : List.of(parent, twice, unsorted, dotGit)) {
            String commit = commitOfGroup(group);
            assertThat(refusal(git.root(), Optional.of("main"), Optional.of(commit))
                            .getMessage())
                    .contains("damaged tree");
        }
    }

    @Test
    void refusesFlagsThatAreALinkOrAFile() {
        git.commit("one", Map.of("else/group/a.yaml", "a", "README", "r"));
        link(git.root().resolve("flags"), "else");
        assertThat(refusal(git.root(), Optional.empty(), Optional.empty()))
                .hasMessage("the flags directory \"flags\" is a symbolic link in the working tree");
        git.branch("linked");
        String linked = git.commit("link");
        assertThat(refusal(git.root(), Optional.of("main"), Optional.of("linked")))
                .hasMessage("the flags directory \"flags\" is a symbolic link in commit " + linked.substring(0, 12));
        git.delete("flags").write("flags", "a file");
        assertThat(refusal(git.root(), Optional.of("main"), Optional.empty()))
                .hasMessage("the flags directory \"flags\" is a file in the working tree");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.yaml working-tree-encoding=ASCII//TRANSLIT",
                "\t/flags/group/a.yaml ident",
                "flags/** text ident",
                "\"fl\\141gs/group/*\" export-subst",
                "[attr]told ident\r\n\n# so\na.yaml told -diff",
                "* -ident\n*.yaml !export-subst ident\n*.yml -ident",
                "\uFEFF* ident"
            })
    void refusesFlagsThatGitHandsOutOtherwiseThanItStoresThem(String attributes) {
        git.commit("one", Map.of(A, "a"));
        git.branch("told").write(".gitattributes", attributes);
        String message = "git checks out \"flags/group/a.yaml\" with a different text than it stores, because"
                + " \".gitattributes\" sets ";
        assertThat(refusal(git.root(), Optional.of("main"), Optional.empty())).hasMessageStartingWith(message);
        assertThatThrownBy(() -> onDisk(git.root(), "flags")).hasMessageStartingWith(message);
        git.commit("attributes");
        assertThat(refusal(git.root(), Optional.of("main"), Optional.of("told")))
                .hasMessageStartingWith(message);
        git.checkout("main");
        git.commit("two", Map.of(B, "b"));
        assertThat(refusal(git.root(), Optional.of("main"), Optional.of("told")))
                .as("merged in memory")
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesAFolderThatAFileSystemTakesForTheFlags() {
        git.commit("one", Map.of(A, "a"));
        String mixed = git.branch("mixed").commit("two", Map.of("Flags/group/a.yaml", "b"));
        assertThat(refusal(git.root(), Optional.of("main"), Optional.of(mixed)))
                .hasMessage(
                        "\"Flags\" differs from the folder \"flags\" only in letter case or the like, and some file systems"
                                + " confuse the two");
    }

    @Test
    void readsTheAttributesOfInnerFolders() {
        git.commit("one", Map.of(A, "a"));
        git.write("flags/group/.gitattributes", "a.* ident");
        assertThat(refusal(git.root(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("\"flags/group/.gitattributes\" sets ident")
                .extracting("help")
                .isEqualTo("end that file with a line \"** -ident\"");
        git.delete("flags/group/.gitattributes").write(".gitattributes", "a.* ident");
        assertThat(refusal(git.root(), Optional.empty(), Optional.empty()).help())
                .isEqualTo("end that file with a line \"flags/** -ident\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.png filter=lfs",
                "* filter=lfs ident\nflags/** -ident",
                "[attr]told ident\nb.yaml told",
                "# * ident",
                "group/a.yaml ident",
                "* text=auto eol=lf"
            })
    void readsFlagsThatGitHandsOutAsItStoresThem(String attributes) {
        git.commit("one", Map.of(A, "a", ".gitattributes", attributes));
        assertThat(Texts.of(whole(Optional.of("HEAD"), Optional.empty()).head()))
                .containsEntry(A, "a");
        assertThat(headTexts(git.root(), "HEAD")).containsEntry(A, "a");
    }

    @Test
    void readsPastACommitInWhichFlagsWereNoFolder() {
        git.write("flags", "a file").commit("odd");
        git.delete("flags").commit("two", Map.of(A, "a"));
        CommitLine line = whole(Optional.empty(), Optional.empty()).evidence().line();
        try (Proposals proposals = open()) {
            assertThat(proposals.range(Optional.empty(), Optional.empty()).oldest())
                    .isZero();
        }
        assertThat(line.size()).isEqualTo(2);
    }

    // the working tree

    @Test
    void takesWhatGitAddAllWouldTake() {
        git.write(".gitignore", "*.tmp.yaml\nlocal/\n");
        git.write("flags/local/tracked.yaml", "t");
        git.git("add", "-f", "flags/local/tracked.yaml");
        git.commit("one", Map.of(A, "a", B, "b"));
        git.delete(B)
                .write("flags/group/new.yaml", "n")
                .write("flags/group/x.tmp.yaml", "ignored")
                .write("flags/local/untracked.yaml", "ignored")
                .write("flags/group/notes.txt", "no YAML");
        assertThat(Texts.of(whole(Optional.empty(), Optional.empty()).head()))
                .isEqualTo(Map.of(A, "a", "flags/group/new.yaml", "n", "flags/local/tracked.yaml", "t"));
    }

    @Test
    void doesNotFollowLinksInTheWorkingTree() {
        git.commit("one", Map.of(A, "a", "secret.yaml", "s"));
        link(git.root().resolve("flags/group/link.yaml"), "../../secret.yaml");
        link(git.root().resolve("flags/linked"), "group");
        assertThat(Texts.of(whole(Optional.empty(), Optional.empty()).head()))
                .isEqualTo(Map.of(
                        A,
                        "a",
                        "flags/group/link.yaml",
                        "NOT_A_FILE: a symbolic link",
                        "flags/linked",
                        "NOT_A_FILE: a symbolic link"));
    }

    @Test
    void namesARepositoryInTheWorkingTreeASubmodule() {
        git.commit("one", Map.of(A, "a"));
        GitFixture.create(git.root().resolve("flags/inner")).close();
        git.write("flags/inner/c.yaml", "c");
        assertThat(Texts.of(whole(Optional.empty(), Optional.empty()).head()))
                .isEqualTo(Map.of(A, "a", "flags/inner", "NOT_A_FILE: a submodule"));
    }

    @Test
    void sharesReadingsWithBaseWhereFilesAreTheSame() {
        git.commit("one", Map.of(A, "a", B, "b"));
        git.write(B, "changed");
        try (Proposals proposals = open()) {
            Proposal proposal = proposals
                    .change(Optional.empty(), Optional.empty(), Map.of())
                    .whole(NOW);
            assertThat(proposal.evidence().line().tree(0).differingPaths(proposal.head()))
                    .containsExactly(B);
            assertThat(files.files()).isEqualTo(3);
        }
    }

    @Test
    void storesLineEndingsAsGitWould() {
        git.write(".gitattributes", "*.yaml text=auto\n");
        git.commit("one", Map.of(A, "a: 1\nb: 2\n"));
        git.git("config", "core.autocrlf", "true");
        git.write(A, "a: 1\r\nb: 2\r\n");
        try (Proposals proposals = open()) {
            Proposal proposal = proposals
                    .change(Optional.empty(), Optional.empty(), Map.of())
                    .whole(NOW);
            assertThat(Texts.of(proposal.head())).containsEntry(A, "a: 1\nb: 2\n");
            assertThat(proposal.evidence().line().tree(0).differingPaths(proposal.head()))
                    .isEmpty();
        }
    }

    @Test
    void leavesLineEndingsAloneThatWereCommittedSo() {
        git.commit("one", Map.of(A, "a: 1\r\n"));
        git.git("config", "core.autocrlf", "true");
        git.write(A, "a: 2\r\n");
        assertThat(Texts.of(whole(Optional.empty(), Optional.empty()).head())).containsEntry(A, "a: 2\r\n");
    }

    @Test
    void takesWhatASparseCheckoutLeftOutFromTheIndex() {
        git.commit("one", Map.of(A, "a", "flags/other/b.yaml", "b"));
        git.git("update-index", "-q", "--really-refresh");
        git.git("sparse-checkout", "set", "--no-cone", "flags/group");
        assertThat(git.root().resolve("flags/other/b.yaml")).doesNotExist();
        assertThat(Texts.of(whole(Optional.empty(), Optional.empty()).head()))
                .isEqualTo(Map.of(A, "a", "flags/other/b.yaml", "b"));
    }

    @Test
    void judgesAWorkingTreeBeforeTheFirstCommit() {
        git.write(A, "a");
        try (Proposals proposals = open()) {
            Proposal proposal = proposals
                    .change(Optional.empty(), Optional.empty(), Map.of())
                    .whole(NOW);
            assertThat(proposal.base()).isEqualTo(Base.none("there is no commit yet"));
            assertThat(proposal.evidence().line().size()).isZero();
            assertThat(Texts.of(proposal.head())).isEqualTo(Map.of(A, "a"));
        }
    }

    @Test
    void doesNotTakeAnOrphanBranchForABeginning() {
        git.commit("one", Map.of(A, "a"));
        git.git("checkout", "-q", "--orphan", "fresh");
        assertThat(refusal(git.root(), Optional.empty(), Optional.empty()))
                .hasMessage("no base is known: HEAD has no commit yet");
        assertThat(refusal(git.root(), Optional.of("main"), Optional.empty()).getMessage())
                .contains("shares no history");
    }

    @Test
    void readsAPlainDirectoryWithoutGit() {
        Path plain = directory.resolve("plain");
        write(plain.resolve(A), "a");
        write(plain.resolve("flags/notes.txt"), "no YAML");
        link(plain.resolve("flags/link.yaml"), "group/a.yaml");
        assertThat(Texts.of(onDisk(plain, "flags")))
                .isEqualTo(Map.of(A, "a", "flags/link.yaml", "NOT_A_FILE: a symbolic link"));
        assertThat(onDisk(plain, "none").isEmpty()).isTrue();
    }

    @Test
    void readsThroughALinkToARepositoryThatIsNotThere() {
        Path mounted = directory.resolve("mounted");
        write(mounted.resolve(".git"), "gitdir: /nowhere/.git/worktrees/mounted\n");
        write(mounted.resolve(A), "a");
        assertThat(Texts.of(onDisk(mounted, "flags"))).isEqualTo(Map.of(A, "a"));
        assertThat(refusal(mounted, Optional.empty(), Optional.empty()).help()).isNotBlank();
    }

    @Test
    void refusesObjectNamesThatItCannotRead() {
        Path other = directory.resolve("sha256");
        git.gitIn(directory, "init", "-q", "--object-format=sha256", other.toString());
        write(other.resolve(A), "a");
        git.gitIn(other, "add", ".");
        git.gitIn(other, "commit", "-q", "-m", "one");
        assertThat(refusal(other, Optional.empty(), Optional.empty()).getMessage())
                .contains("sha256");
    }

    // the line

    @Test
    void followsFirstParentsWithTimesThatNeverGoBack() {
        Instant start = GitFixture.START;
        String one = git.commit("one", Map.of(A, "a"));
        git.branch("side").at(start.plusSeconds(30)).commit("side", Map.of(B, "b"));
        git.checkout("main").at(start.minusSeconds(900));
        String two = git.commit("two", Map.of("README", "r"));
        git.at(start.plusSeconds(60));
        String merge = git.merge("side");
        CommitLine line =
                whole(Optional.of("HEAD"), Optional.empty()).evidence().line();
        assertThat(indexes(line, line::commit)).containsExactly(merge, two, one);
        assertThat(indexes(line, line::time)).containsExactly(start.plusSeconds(60), start, start);
        assertThat(indexes(line, line::claimed)).containsExactly(start.plusSeconds(60), start.minusSeconds(900), start);
        try (Proposals proposals = open()) {
            CommitLine open = proposals
                    .change(Optional.of("HEAD"), Optional.empty(), Map.of())
                    .whole(NOW)
                    .evidence()
                    .line();
            assertThat(open.sameTree(1, 2)).isTrue();
            assertThat(open.sameTree(0, 1)).isFalse();
            assertThat(Texts.of(open.tree(2))).isEqualTo(Map.of(A, "a"));
            assertThat(Texts.of(open.tree(0))).isEqualTo(Map.of(A, "a", B, "b"));
        }
    }

    @Test
    void ignoresReplacementsAsNoOneElseHasThem() {
        git.commit("one", Map.of(A, "a"));
        String two = git.commit("two", Map.of(A, "b"));
        String other = git.commit("three", Map.of(A, "c"));
        git.git("replace", two, other);
        assertThat(headTexts(git.root(), two)).containsEntry(A, "b");
    }

    @Test
    void readsTimesBeyondWhatAnIntHolds() {
        git.at("2200-01-01T00:00:00Z").commit("one", Map.of(A, "a"));
        Proposal proposal = whole(Optional.empty(), Optional.empty());
        assertThat(proposal.evidence().line().time(0)).isEqualTo(Instant.parse("2200-01-01T00:00:00Z"));
        git.branch("side").commit("two", Map.of(A, "b"));
        assertThat(whole(Optional.of("main"), Optional.of("side")).evidence().commits())
                .extracting(ChangeCommit::committed)
                .containsExactly(Instant.parse("2200-01-01T00:00:00Z"));
    }

    @Test
    void readsCommitsWithADateThatNoCalendarHas() throws IOException {
        String one = git.commit("one", Map.of(A, "a"));
        String who = " Ada <ada@example.com> 99999999999999999999 +0000\n";
        String commit = rawCommit("parent " + one + "\nauthor" + who + "committer" + who + "\nodd\n");
        Proposal proposal = whole(Optional.of("main"), Optional.of(commit));
        assertThat(proposal.evidence().commits())
                .extracting(ChangeCommit::author)
                .containsExactly("Ada");
    }

    // incomplete and damaged repositories

    @Test
    void refusesACommitThatGitDoesNotMake() throws IOException {
        git.commit("one", Map.of(A, "a"));
        String who = " Ada <ada@example.com> 1 +0000\n";
        String commit = rawCommit("parent nobody\nauthor" + who + "committer" + who + "\nodd\n");
        assertThat(refusal(git.root(), Optional.of("main"), Optional.of(commit)))
                .hasMessage("damaged object " + commit + ": it is no commit as git writes them");
    }

    @Test
    void refusesAShallowClone() {
        git.commit("one", Map.of(A, "a"));
        git.commit("two", Map.of(A, "b"));
        git.commit("three", Map.of(A, "c"));
        Path shallow = directory.resolve("shallow");
        git.git("clone", "-q", "--depth", "2", "file://" + git.root(), shallow.toString());
        CannotJudge refusal = refusal(shallow, Optional.empty(), Optional.of("HEAD"));
        assertThat(refusal.getMessage()).startsWith("this is a shallow clone: its history ends at ");
        assertThat(refusal.help()).contains("git fetch --unshallow");
        assertThat(catchThrowableOfType(CannotJudge.class, () -> {
                    try (Proposals proposals = Proposals.open(shallow, "flags", files)) {
                        proposals.range(Optional.empty(), Optional.empty());
                    }
                }))
                .hasMessageStartingWith("this is a shallow clone");
        assertThat(Texts.of(onDisk(shallow, "flags"))).isEqualTo(Map.of(A, "c"));
        git.gitIn(shallow, "fetch", "-q", "--unshallow");
        assertThat(headTexts(shallow, "HEAD")).containsEntry(A, "c");
    }

    @Test
    void refusesAPartialCloneWithoutTheFilesItNeeds() {
        git.git("config", "uploadpack.allowFilter", "true");
        git.commit("one", Map.of(A, "a"));
        git.commit("two", Map.of(A, "b"));
        Path blobless = directory.resolve("blobless");
        git.git("clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + git.root(), blobless.toString());
        CannotJudge refusal = refusal(blobless, Optional.empty(), Optional.of("HEAD"));
        assertThat(refusal.getMessage()).contains("it is a partial clone");
        assertThat(refusal.help()).contains("git fetch --refetch --no-filter");
        git.gitIn(blobless, "fetch", "-q", "--refetch", "--no-filter");
        assertThat(headTexts(blobless, "HEAD")).containsEntry(A, "b");
    }

    @Test
    void refusesDamagedObjects() throws IOException {
        git.commit("one", Map.of(A, "a"));
        String blob = git.git("rev-parse", "HEAD:" + A).strip();
        String other = blob("other");
        Path file = loose(blob);
        byte[] intact = Files.readAllBytes(file);
        file.toFile().setWritable(true);
        Files.write(file, Files.readAllBytes(loose(other)));
        assertThat(refusal(git.root(), Optional.empty(), Optional.of("HEAD")).getMessage())
                .contains("damaged object " + blob);
        Files.write(file, "garbage".getBytes(UTF_8));
        assertThat(refusal(git.root(), Optional.empty(), Optional.of("HEAD")).help())
                .contains("git fsck");
        Files.write(file, new byte[0]);
        assertThat(refusal(git.root(), Optional.empty(), Optional.of("HEAD")).help())
                .contains("git fsck");
        Files.delete(file);
        assertThat(refusal(git.root(), Optional.empty(), Optional.of("HEAD")).getMessage())
                .contains("has no copy of object " + blob);
        Files.write(file, intact);
        assertThat(headTexts(git.root(), "HEAD")).containsEntry(A, "a");
    }

    // revisions

    @Test
    void saysWhichRevisionIsMissingAndWhichIsMeant() {
        git.commit("one", Map.of(A, "a"));
        git.branch("feature/raise");
        CannotJudge refusal = refusal(git.root(), Optional.of("mian"), Optional.of("HEAD"));
        assertThat(refusal).hasMessage("there is no commit \"mian\" in this repository, which --base names");
        assertThat(refusal.help()).isEqualTo("did you mean \"main\"?");
        assertThat(refusal(git.root(), Optional.of("raise"), Optional.of("HEAD"))
                        .help())
                .isEqualTo("did you mean \"feature/raise\"?");
        assertThat(refusal(git.root(), Optional.of("0".repeat(39) + "1"), Optional.of("HEAD"))
                        .help())
                .startsWith("fetch it");
        assertThat(refusal(git.root(), Optional.of("HEAD:flags"), Optional.of("HEAD")))
                .hasMessage("\"HEAD:flags\" names something in git, but no commit");
        assertThat(refusal(git.root(), Optional.of("main"), Optional.of("HEAD^{")))
                .hasMessage("\"HEAD^{\" is no revision");
        assertThat(refusal(git.root(), Optional.of("main"), Optional.of(""))).hasMessageContaining("no commit \"\"");
    }

    @Test
    void saysThatAnAbbreviationIsAmbiguous() {
        String first = git.commit("0", Map.of(A, "a"));
        List<String> commits = new ArrayList<>(List.of(first));
        while (true) {
            String commit = git.commit(String.valueOf(commits.size()), Map.of());
            Optional<String> twin = commits.stream()
                    .filter(other -> other.startsWith(commit.substring(0, 2)))
                    .findFirst();
            if (twin.isPresent()) {
                int length = 2; // the fewest digits that JGit takes
                while (twin.get().charAt(length) == commit.charAt(length)) {
                    length++;
                }
                assertAmbiguous(commit, length);
                return;
            }
            commits.add(commit);
        }
    }

    private void assertAmbiguous(String commit, int length) {
        String abbreviation = commit.substring(0, length);
        Optional<String> base = Optional.of(abbreviation);
        CannotJudge refusal = refusal(git.root(), base, Optional.of("HEAD"));
        assertThat(refusal.getMessage())
                .contains("is short for more than one commit")
                .contains(commit);
    }

    @Test
    void refusesUnrelatedHistories() {
        git.commit("one", Map.of(A, "a"));
        git.git("checkout", "-q", "--orphan", "other");
        git.commit("two", Map.of(A, "b"));
        assertThat(refusal(git.root(), Optional.of("main"), Optional.of("other")))
                .hasMessage("base \"main\" and \"other\" have no commit in common");
    }

    // what would land

    @Test
    void judgesHeadItselfWhereItContainsBase() {
        git.commit("one", Map.of(A, "a"));
        git.branch("side").by("Grace");
        String two = git.commit("two\n\nHoist-Override: x because y\n", Map.of(A, "b", "README", "r"));
        String three = git.delete(A).commit("three", Map.of(B, "b"));
        Proposal proposal = whole(Optional.of("main"), Optional.of("side"));
        assertThat(proposal.headName()).isEqualTo(three);
        assertThat(Texts.of(proposal.head())).isEqualTo(Map.of(B, "b"));
        assertThat(proposal.evidence().commits())
                .extracting(
                        ChangeCommit::id,
                        commit -> commit.touches().test(A),
                        commit -> commit.touches().test(B))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(two, true, false),
                        org.assertj.core.groups.Tuple.tuple(three, true, true));
        assertThat(proposal.evidence().commits())
                .anySatisfy(commit -> assertThat(commit.message()).contains("Hoist-Override: x because y"));
    }

    @Test
    void mergesAStaleBranchInMemory() throws IOException {
        git.commit("one", Map.of(A, "a\n1\n2\n3\n", B, "b"));
        git.branch("side").commit("two", Map.of(A, "a\n1\n2\n3 changed\n"));
        git.checkout("main").commit("three", Map.of(A, "a changed\n1\n2\n3\n", B, "changed"));
        long before = objectCount();
        Proposal proposal = whole(Optional.of("main"), Optional.of("side"));
        assertThat(Texts.of(proposal.head())).isEqualTo(Map.of(A, "a changed\n1\n2\n3 changed\n", B, "changed"));
        assertThat(proposal.evidence().line().commit(0))
                .isEqualTo(git.git("rev-parse", "main").strip());
        assertThat(proposal.evidence().commits()).hasSize(1);
        assertThat(objectCount()).as("objects written").isEqualTo(before);
    }

    @Test
    void cannotJudgeAConflict() {
        git.commit("one", Map.of(A, "a", B, "b"));
        git.branch("side").commit("two", Map.of(A, "side"));
        git.checkout("main").commit("three", Map.of(A, "main"));
        CannotJudge refusal = refusal(git.root(), Optional.of("main"), Optional.of("side"));
        assertThat(refusal).hasMessage("head conflicts with base in \"" + A + "\"");
        assertThat(refusal.help()).startsWith("merge base into the branch");
    }

    @Test
    void cannotJudgeAFileMovedOnOneSideAndChangedOnTheOther() {
        git.commit("one", Map.of(A, "a\nb\nc\nd\ne\n"));
        git.branch("side").delete(A).commit("move", Map.of("flags/other/a.yaml", "a\nb\nc\nd\ne\n"));
        git.checkout("main").commit("change", Map.of(A, "a\nb\nc\nd\nE\n"));
        assertThat(refusal(git.root(), Optional.of("main"), Optional.of("side")).getMessage())
                .contains("conflicts")
                .contains(A);
    }

    @Test
    void cannotJudgeADraftThatBecomesAFlagOnBaseAndChangesOnTheBranch() {
        git.commit("one", Map.of(A, "a", "drafts/x.yaml", "1\n2\n3\n4\n"));
        git.branch("side").commit("two", Map.of("drafts/x.yaml", "1\n2\n3\n100\n"));
        git.checkout("main").delete("drafts/x.yaml").commit("move", Map.of("flags/other/x.yaml", "1\n2\n3\n4\n"));
        assertThat(refusal(git.root(), Optional.of("main"), Optional.of("side")))
                .hasMessageContaining("drafts/x.yaml");
    }

    @Test
    void cannotJudgeADraftThatBecomesAFlagOnTheBranchAndChangesOnBase() {
        git.commit("one", Map.of(A, "a", "drafts/x.yaml", "1\n2\n3\n4\n"));
        git.branch("side").delete("drafts/x.yaml").commit("move", Map.of("flags/other/x.yaml", "1\n2\n3\n4\n"));
        git.checkout("main").commit("two", Map.of("drafts/x.yaml", "1\n2\n3\n100\n"));
        assertThat(refusal(git.root(), Optional.of("main"), Optional.of("side")))
                .hasMessageContaining("drafts/x.yaml");
    }

    @Test
    void judgesTheFlagsWhateverConflictsElsewhere() {
        git.commit("one", Map.of(A, "a", B, "b", "README", "1", "moved", "a\nb\nc\nd\n"));
        git.branch("side").delete("moved").commit("two", Map.of(A, "side", "README", "2", "away", "a\nb\nc\nd\n"));
        git.checkout("main").commit("three", Map.of(B, "main", "README", "3", "moved", "a\nb\nc\nD\n"));
        assertThat(Texts.of(whole(Optional.of("main"), Optional.of("side")).head()))
                .isEqualTo(Map.of(A, "side", B, "main"));
    }

    @Test
    void mergesBranchesThatCrossed() {
        git.commit("one", Map.of(A, "1\n2\n3\n", B, "b"));
        git.branch("side").at(NOW).commit("two", Map.of(A, "one\n2\n3\n"));
        git.branch("side-tip");
        git.checkout("main").commit("three", Map.of(A, "1\n2\nthree\n"));
        git.branch("main-tip");
        git.checkout("side").merge("main-tip");
        git.checkout("main").merge("side-tip");
        git.commit("four", Map.of(B, "main"));
        git.checkout("side").commit("five", Map.of("flags/group/c.yaml", "c"));
        assertThat(Texts.of(whole(Optional.of("main"), Optional.of("side")).head()))
                .isEqualTo(Map.of(A, "one\n2\nthree\n", B, "main", "flags/group/c.yaml", "c"));
    }

    @Test
    void judgesNothingWhereBaseHasItAll() {
        git.commit("one", Map.of(A, "a"));
        git.branch("side");
        git.checkout("main").commit("two", Map.of(A, "b"));
        Proposal proposal = whole(Optional.of("main"), Optional.of("side"));
        assertThat(Texts.of(proposal.head())).isEqualTo(Map.of(A, "b"));
        assertThat(proposal.evidence().commits()).isEmpty();
    }

    @Test
    void judgesTheWorkingTreeAgainstTheMergeBase() {
        String one = git.commit("one", Map.of(A, "a"));
        git.branch("side");
        String two = git.commit("two", Map.of(B, "b"));
        git.checkout("main").commit("three", Map.of(A, "main"));
        git.checkout("side").write(B, "uncommitted");
        Proposal proposal = whole(Optional.of("main"), Optional.empty());
        assertThat(proposal.headName()).isEqualTo("worktree");
        assertThat(proposal.evidence().line().commit(0)).isEqualTo(one);
        assertThat(Texts.of(proposal.head())).isEqualTo(Map.of(A, "a", B, "uncommitted"));
        assertThat(proposal.evidence().commits()).extracting(ChangeCommit::id).containsExactly(two);
    }

    @Test
    void takesEveryFirstParentCommitOnTheWay() {
        String one = git.commit("one", Map.of(A, "a"));
        git.branch("side");
        String two = git.commit("two", Map.of(A, "b"));
        String three = git.commit("three", Map.of(A, "c"));
        git.checkout("main").commit("four", Map.of(B, "b"));
        List<String> seen = new ArrayList<>();
        try (Proposals proposals = open()) {
            proposals.change(Optional.of("main"), Optional.of("side"), Map.of()).each(NOW, proposal -> {
                seen.add(proposal.evidence().line().commit(0) + ".." + proposal.headName());
                assertThat(proposal.evidence().commits())
                        .extracting(ChangeCommit::id)
                        .containsExactly(proposal.headName());
                assertThat(proposal.evidence().line().tree(0).differingPaths(proposal.head()))
                        .containsExactly(A);
            });
        }
        assertThat(seen).containsExactly(one + ".." + two, two + ".." + three);
    }

    // histories

    @Test
    void beginsAnAuditWhereThereFirstWasAFlag() {
        git.commit("none", Map.of("README", "r"));
        git.commit("no YAML", Map.of("flags/notes.txt", "r"));
        git.commit("one", Map.of(A, "a"));
        git.by("Grace").commit("two\n\nbody", Map.of(A, "b"));
        try (Proposals proposals = open()) {
            CommitRange range = proposals.range(Optional.empty(), Optional.empty());
            assertThat(range.oldest()).isEqualTo(1);
            assertThat(range.summary(0)).isEqualTo(new StoredFlags.CommitSummary("Grace", "two"));
            assertThat(range.commits(0)).hasSize(1);
        }
    }

    @Test
    void auditsWhatLiesAfterARevision() {
        git.commit("one", Map.of(A, "a"));
        git.branch("side").commit("side", Map.of(B, "b"));
        git.checkout("main").commit("two", Map.of(A, "b"));
        git.merge("side");
        git.commit("three", Map.of(A, "c"));
        try (Proposals proposals = open()) {
            assertThat(proposals.range(Optional.of("HEAD~1"), Optional.empty()).oldest())
                    .isZero();
            assertThat(proposals.range(Optional.of("side"), Optional.empty()).oldest())
                    .as("side came with the merge")
                    .isEqualTo(2);
            assertThat(proposals.range(Optional.empty(), Optional.empty()).commits(1))
                    .as("the merge and what it brought")
                    .hasSize(2);
            assertThat(proposals.range(Optional.of("HEAD"), Optional.empty()).oldest())
                    .as("nothing lies after it")
                    .isEqualTo(-1);
            assertThatThrownBy(() -> proposals.range(Optional.of("HEAD"), Optional.of("HEAD~1")))
                    .hasMessage("\"HEAD\" is not in the history of \"HEAD~1\"");
        }
    }

    private FlagTree onDisk(Path at, String flags) {
        try (DiskFlags disk = DiskFlags.in(at, flags, files)) {
            return disk.tree();
        }
    }

    private Proposals open() {
        return Proposals.open(git.root(), "flags", files);
    }

    private Proposal whole(Optional<String> base, Optional<String> head) {
        return whole(git.root(), base, head);
    }

    private Proposal whole(Path at, Optional<String> base, Optional<String> head) {
        try (Proposals proposals = Proposals.open(at, "flags", files)) {
            return proposals.change(base, head, Map.of()).whole(NOW);
        }
    }

    private Map<String, String> headTexts(Path at, String head) {
        return Texts.of(whole(at, Optional.of(head), Optional.of(head)).head());
    }

    private CannotJudge refusal(Path at, Optional<String> base, Optional<String> head) {
        CannotJudge refusal = catchThrowableOfType(CannotJudge.class, () -> whole(at, base, head));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private String blob(String text) throws IOException {
        try (ObjectInserter inserter = git.repository().newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, text.getBytes(UTF_8));
            inserter.flush();
            return id.name();
        }
    }

    private String commitOfGroup(TreeFormatter group) throws IOException {
        try (ObjectInserter inserter = git.repository().newObjectInserter()) {
            TreeFormatter flags = new TreeFormatter();
            flags.append("group", FileMode.TREE, inserter.insert(group));
            TreeFormatter root = new TreeFormatter();
            root.append("flags", FileMode.TREE, inserter.insert(flags));
            ObjectId tree = inserter.insert(root);
            inserter.flush();
            return git.git("commit-tree", tree.name(), "-p", "main", "-m", "odd")
                    .strip();
        }
    }

    private String rawCommit(String behindTheTree) throws IOException {
        String tree = git.git("rev-parse", "main^{tree}").strip();
        try (ObjectInserter inserter = git.repository().newObjectInserter()) {
            ObjectId commit =
                    inserter.insert(Constants.OBJ_COMMIT, ("tree " + tree + "\n" + behindTheTree).getBytes(UTF_8));
            inserter.flush();
            return commit.name();
        }
    }

    private Path loose(String id) {
        return git.root().resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
    }

    private long objectCount() throws IOException {
        try (var files = Files.walk(git.root().resolve(".git/objects"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static <T> List<T> indexes(CommitLine line, Function<Integer, T> at) {
        return java.util.stream.IntStream.range(0, line.size()).boxed().map(at).toList();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void link(Path link, String target) {
        try {
            Files.createSymbolicLink(link, Path.of(target));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
