package dev.hoist.validator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories that nobody makes with git alone: every answer is a verdict or a sentence. */
class HostileRepositoryTest {
    private static final String A = "flags/group/a.yaml";
    private static final Instant NOW = GitFixture.START.plus(Duration.ofDays(2));
    private static final String POLICY =
            "policy: 1\nenvironments:\n  production: {ladder: [0, 1, 100], soak: 1h, spacing: 1h}\n";

    private final Hoist hoist = new Hoist();

    @TempDir
    private Path directory;

    private GitFixture git;

    @BeforeEach
    void create() {
        git = GitFixture.create(directory.resolve("repository"));
        git.commit("one", Map.of("flags/policy.yaml", POLICY, A, flag("a", 1)));
    }

    @AfterEach
    void close() {
        git.close();
    }

    // names

    @Test
    void refusesAFolderWhoseNameIsNotUtf8() {
        ObjectId old = folder(blob(flag("b", 0)), "b.yaml");
        ObjectId hidden = folder(blob(flag("b", 100)), "b.yaml");
        String base = commit(root(Map.of(utf8("\u00c0"), old)));
        String head = commit(root(Map.of(utf8("\u00c0"), old, "\u00c0", hidden)));
        Verdict verdict = judge(base, head);
        assertThat(rules(verdict)).containsExactly("unsafe-yaml");
        assertThat(verdict.findings().get(0).message()).contains("not UTF-8");
        assertThat(verdict.findings().get(0).file()).isEqualTo("flags/\\xc0");
    }

    @Test
    void refusesNamesThatAreOneNameInUnicode() {
        ObjectId one = folder(blob(flag("b", 0)), "b.yaml");
        ObjectId other = folder(blob(flag("c", 0)), "c.yaml");
        String base = commit(root(Map.of(utf8("\u00c0"), one)));
        String head = commit(root(Map.of(utf8("\u00c0"), one, utf8("A\u0300"), other)));
        assertThat(rules(judge(base, head))).contains("unsafe-yaml");
        assertThat(judge(base, head).accepted()).isFalse();
    }

    // damage

    @Test
    void holdsAPolicyThatClaimsToBeTooLargeAgainstItsId() throws IOException {
        git.commit("two", Map.of(A, flag("a", 100)));
        String policy = git.git("rev-parse", "HEAD:flags/policy.yaml").strip();
        writeLoose(policy, ("blob 100000\0" + POLICY).getBytes(UTF_8));
        assertThat(refusal(request(Optional.of("HEAD~1"), Optional.of("HEAD")))).isNotNull();
        writeLoose(policy, ("blob 100000\0" + POLICY + "#".repeat(100_000 - POLICY.length())).getBytes(UTF_8));
        assertThat(refusal(request(Optional.of("HEAD~1"), Optional.of("HEAD"))).getMessage())
                .contains("damaged object " + policy);
    }

    @Test
    void makesNoBaselineOfALineWhosePolicyIsTooLarge() {
        git.close();
        git = GitFixture.create(directory.resolve("large"));
        git.commit("one", Map.of("flags/policy.yaml", POLICY + "#".repeat(70_000), A, flag("a", 1)));
        Hoist judge = new Hoist();

        git.commit("raised", Map.of(A, flag("a", 100)));
        assertThat(rules(last(judge))).containsExactly("unsafe-yaml");
        git.commit("raised and mended", Map.of("flags/policy.yaml", POLICY));
        Verdict both = judge.validate(request(Optional.of("HEAD~2"), Optional.of("HEAD")));
        assertThat(rules(both)).containsExactly("raise-not-alone");
        assertThat(both.kind()).isEqualTo(Kind.RAISE);
        assertThat(both.findings().get(0).message())
                .isEqualTo(
                        "the policy becomes readable together with the raise of \"a\", so base has no policy that can"
                                + " judge the raise");

        git.git("reset", "-q", "--hard", "HEAD~2");
        git.delete("flags/policy.yaml");
        git.commit("raised without", Map.of(A, flag("a", 100)));
        assertThat(rules(last(judge))).contains("removed-policy");

        git.git("reset", "-q", "--hard", "HEAD~1");
        git.commit("mended", Map.of("flags/policy.yaml", POLICY, "flags/group/b.yaml", flag("b", 0)));
        Verdict mended = last(judge);
        assertThat(mended.accepted()).isTrue();
        assertThat(mended.kind()).isEqualTo(Kind.NONE);
        git.commit("raised at once", Map.of(A, flag("a", 100)));
        assertThat(rules(last(judge))).containsExactly("soak-cut-short");
        assertThat(audited()).containsExactly("refused baseline", "accepted none", "refused raise");
    }

    private List<String> audited() {
        List<String> verdicts = new java.util.ArrayList<>();
        hoist.audit(
                new AuditRequest(git.root(), "flags", Optional.empty(), Optional.empty(), NOW),
                change -> verdicts.add((change.verdict().accepted() ? "accepted " : "refused ")
                        + change.verdict().kind().name().toLowerCase(java.util.Locale.ROOT)));
        return verdicts;
    }

    private Verdict last(Hoist judge) {
        return judge.validate(new ValidateRequest(
                git.root(), "flags", Optional.of("HEAD~1"), Optional.of("HEAD"), git.now(), Map.of()));
    }

    @Test
    void saysWhatIsWrongWithCommitsThatPointAtOtherKinds() {
        String head = git.git("rev-parse", "HEAD").strip();
        String tree = git.git("rev-parse", "HEAD^{tree}").strip();
        String missing = "0123456789012345678901234567890123456789";
        List<String> commits = List.of(
                commitText("tree " + head + "\nparent " + head),
                commitText("tree " + tree + "\nparent " + tree),
                commitText("tree " + tree + "\nparent " + head + "\nparent " + missing),
                commitText("tree " + tree + "\nparent " + head + "\nparent " + tree),
                commitText("tree " + missing + "\nparent " + head));
        for (String commit : commits) {
            for (Optional<String> base : List.of(Optional.of(head), Optional.of(commit))) {
                assertThat(answers(request(base, Optional.of(commit))))
                        .as(commit)
                        .isTrue();
            }
            assertThat(audits(Optional.empty(), commit)).as(commit).isTrue();
            assertThat(audits(Optional.of(head), commit)).as(commit).isTrue();
        }
        assertThat(refusal(request(Optional.of(head), Optional.of(commits.get(0))))
                        .getMessage())
                .contains("damaged object");
    }

    @Test
    void answersWhateverIsFlippedInAnObject() throws IOException {
        git.commit("two", Map.of(A, flag("a", 0)));
        List<Path> objects;
        try (Stream<Path> files = Files.walk(git.root().resolve(".git/objects"))) {
            objects = files.filter(Files::isRegularFile).sorted().toList();
        }
        SplittableRandom random = new SplittableRandom(9);
        int answered = 0;
        for (int round = 0; round < 150; round++) {
            Path object = objects.get(random.nextInt(objects.size()));
            byte[] whole = Files.readAllBytes(object);
            byte[] damaged = whole.clone();
            int length = random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length;
            for (int flips = random.nextInt(3); flips >= 0 && length > 0; flips--) {
                damaged[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(object.toFile().setWritable(true)).isTrue();
            Files.write(object, java.util.Arrays.copyOf(damaged, length));
            answered += answers(request(Optional.of("HEAD~1"), Optional.of("HEAD"))) ? 1 : 0;
            answered += audits(Optional.empty(), "HEAD") ? 1 : 0;
            Files.write(object, whole);
        }
        assertThat(answered).isEqualTo(300);
    }

    @Test
    void answersWhateverATreeSays() {
        SplittableRandom random = new SplittableRandom(10);
        String base = git.git("rev-parse", "HEAD").strip();
        for (int round = 0; round < 100; round++) {
            byte[] name = new byte[1 + random.nextInt(6)];
            random.nextBytes(name);
            ObjectId odd = random.nextBoolean() ? blob(flag("b", 0)) : folder(blob(flag("b", 0)), "b.yaml");
            ByteArrayOutputStream tree = new ByteArrayOutputStream();
            List<String> modes = List.of("100644", "40000", "120000", "160000", "100755", "0", "7777777", "banana");
            tree.writeBytes((modes.get(random.nextInt(modes.size())) + " ").getBytes(UTF_8));
            tree.writeBytes(name);
            tree.write(0);
            byte[] raw = new byte[20];
            odd.copyRawTo(raw, 0);
            tree.write(raw, 0, random.nextInt(8) == 0 ? random.nextInt(20) : 20);
            ObjectId flags = insert(Constants.OBJ_TREE, tree.toByteArray());
            TreeFormatter root = new TreeFormatter();
            root.append("flags", FileMode.TREE, flags);
            String commit = commit(insert(Constants.OBJ_TREE, root.toByteArray()));
            assertThat(answers(request(Optional.of(base), Optional.of(commit)))).isTrue();
        }
    }

    // configuration, revisions, clocks

    @Test
    void saysInWordsThatTheRefsAreDamaged() throws IOException {
        Files.writeString(git.root().resolve(".git/packed-refs"), "garbage");
        assertThat(refusal(request(Optional.of("HEAD"), Optional.empty())).getMessage())
                .startsWith("the repository cannot be read: ")
                .contains("packed-refs")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core.autocrlf",
                "core.symlinks",
                "core.filemode",
                "core.eol",
                "core.checkstat",
                "core.bigFileThreshold",
                "diff.algorithm",
                "remote.origin.promisor"
            })
    void answersWithNonsenseInTheConfiguration(String key) {
        git.git("config", key, "banana");
        assertThat(answers(request(Optional.of("HEAD"), Optional.empty()))).isTrue();
        assertThat(answers(request(Optional.of("HEAD"), Optional.of("HEAD")))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "١٢٣",
                "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠",
                "ＨＥＡＤ",
                "HEAD~١",
                "HEAD^{\u00e9}",
                "\ud800",
                "a@{١}",
                ":/\u0000",
                "@{-١}"
            })
    void saysThatARevisionIsNone(String revision) {
        assertThat(refusal(request(Optional.of(revision), Optional.empty())).getMessage())
                .contains(revision);
        ValidateRequest variable = new ValidateRequest(
                git.root(), "flags", Optional.empty(), Optional.empty(), NOW, Map.of("HOIST_BASE", revision));
        assertThat(catchThrowableOfType(CannotJudge.class, () -> hoist.validate(variable)))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        CannotJudge.class,
                        () -> hoist.audit(
                                new AuditRequest(git.root(), "flags", Optional.of(revision), Optional.empty(), NOW),
                                change -> {})))
                .isNotNull();
    }

    @Test
    void findsABranchWithAForeignName() {
        git.git("branch", "١٢٣");
        assertThat(hoist.validate(request(Optional.of("١٢٣"), Optional.empty())).accepted())
                .isTrue();
    }

    @Test
    void saysWhereAnUnknownBaseWasNamed() {
        assertThat(refusal(request(Optional.of("nope"), Optional.empty())))
                .hasMessage("there is no commit \"nope\" in this repository, which --base names");
        ValidateRequest variable = new ValidateRequest(
                git.root(), "flags", Optional.empty(), Optional.empty(), NOW, Map.of("HOIST_BASE", "nope"));
        assertThat(refusal(variable))
                .hasMessage("there is no commit \"nope\" in this repository, which HOIST_BASE names");
    }

    @Test
    void refusesABaseInCiThatIsHeadItself() {
        git.commit("two", Map.of(A, flag("a", 100)));
        String head = git.git("rev-parse", "HEAD").strip();
        for (Map<String, String> variables : List.of(
                Map.of("CI", "true", "HOIST_BASE", head), Map.of("GITHUB_ACTIONS", "true", "HOIST_BASE", "main"))) {
            for (Optional<String> tip : List.of(Optional.<String>empty(), Optional.of("HEAD"))) {
                ValidateRequest request =
                        new ValidateRequest(git.root(), "flags", Optional.empty(), tip, NOW, variables);
                assertThat(refusal(request).getMessage()).contains("which HOIST_BASE names, is head itself");
            }
        }
        ValidateRequest option = new ValidateRequest(
                git.root(), "flags", Optional.of("HEAD"), Optional.empty(), NOW, Map.of("CI", "true"));
        assertThat(refusal(option).getMessage()).contains("which --base names, is head itself");
        ValidateRequest before = new ValidateRequest(
                git.root(), "flags", Optional.of("HEAD~1"), Optional.empty(), NOW, Map.of("CI", "true"));
        assertThat(hoist.validate(before).kind()).isEqualTo(Kind.RAISE);
        assertThat(hoist.validate(request(Optional.of("HEAD"), Optional.empty()))
                        .accepted())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void answersWhateverTheClockSays(String now) {
        git.write(A, flag("a", 100));
        ValidateRequest request = new ValidateRequest(
                git.root(), "flags", Optional.of("HEAD"), Optional.empty(), Instant.parse(now), Map.of());
        assertThat(answers(request)).isTrue();
        Verdict verdict = hoist.validate(request);
        assertThat(verdict.accepted()).isEqualTo(!now.startsWith("1970"));
    }

    private boolean answers(ValidateRequest request) {
        try {
            hoist.validate(request);
        } catch (CannotJudge e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        return true;
    }

    private boolean audits(Optional<String> from, String to) {
        try {
            hoist.audit(new AuditRequest(git.root(), "flags", from, Optional.of(to), NOW), change -> {});
        } catch (CannotJudge e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        return true;
    }

    private CannotJudge refusal(ValidateRequest request) {
        CannotJudge refusal = catchThrowableOfType(CannotJudge.class, () -> hoist.validate(request));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private Verdict judge(String base, String head) {
        return hoist.validate(request(Optional.of(base), Optional.of(head)));
    }

    private ValidateRequest request(Optional<String> base, Optional<String> head) {
        return new ValidateRequest(git.root(), "flags", base, head, NOW, Map.of());
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.findings().stream()
                .filter(Finding::isError)
                .map(finding -> finding.rule().text())
                .distinct()
                .toList();
    }

    /** A tree whose flags have the policy and these folders, their names a character for each byte. */
    private ObjectId root(Map<String, ObjectId> folders) {
        SortedMap<String, ObjectId> entries = new TreeMap<>(folders);
        TreeFormatter flags = new TreeFormatter();
        entries.headMap("policy.yaml").forEach((name, folder) -> append(flags, name, folder));
        flags.append("policy.yaml", FileMode.REGULAR_FILE, blob(POLICY));
        entries.tailMap("policy.yaml").forEach((name, folder) -> append(flags, name, folder));
        TreeFormatter root = new TreeFormatter();
        root.append("flags", FileMode.TREE, insert(Constants.OBJ_TREE, flags.toByteArray()));
        return insert(Constants.OBJ_TREE, root.toByteArray());
    }

    private static void append(TreeFormatter tree, String name, ObjectId folder) {
        byte[] bytes = name.getBytes(ISO_8859_1);
        tree.append(bytes, 0, bytes.length, FileMode.TREE, folder, false);
    }

    private static String utf8(String name) {
        return new String(name.getBytes(UTF_8), ISO_8859_1);
    }

    private String latest = "";

    private String commit(ObjectId tree) {
        String parent = latest.isEmpty() ? git.git("rev-parse", "HEAD").strip() : latest;
        latest = commitText("tree " + tree.name() + "\nparent " + parent);
        return latest;
    }

    private String commitText(String header) {
        String person = " Ada <ada@example.com> " + GitFixture.START.getEpochSecond() + " +0000\n";
        return insert(
                        Constants.OBJ_COMMIT,
                        (header + "\nauthor" + person + "committer" + person + "\nodd\n").getBytes(UTF_8))
                .name();
    }

    private ObjectId folder(ObjectId file, String name) {
        TreeFormatter tree = new TreeFormatter();
        tree.append(name, FileMode.REGULAR_FILE, file);
        return insert(Constants.OBJ_TREE, tree.toByteArray());
    }

    private ObjectId blob(String text) {
        return insert(Constants.OBJ_BLOB, text.getBytes(UTF_8));
    }

    private ObjectId insert(int type, byte[] bytes) {
        try (ObjectInserter inserter = git.repository().newObjectInserter()) {
            ObjectId id = inserter.insert(type, bytes);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeLoose(String id, byte[] content) throws IOException {
        Path file = git.root().resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
        Files.deleteIfExists(file);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(content);
        }
        Files.write(file, packed.toByteArray());
    }

    private static String flag(String key, int figure) {
        return "flag: " + key + "\ndescription: x\nowner: team\nenvironments:\n  production: {percentage: " + figure
                + "}\n";
    }
}
