package dev.hoist.validator.git;

import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** An open git repository. It finds the commits that revisions name, and answers how commits are related. */
public final class GitRepository implements AutoCloseable {
    /** A revision such as {@code @{-1}} whose digits are not ASCII. */
    private static final Pattern PREVIOUS_BRANCH = Pattern.compile("@\\{-(?![0-9]+\\})");

    private static final int SUGGESTIONS = 3;

    /** The part of a revision after the name, as in {@code main~1} or {@code main@{1}}. */
    private static final Pattern EXPRESSION = Pattern.compile("([~^:]|@\\{).*", Pattern.DOTALL);

    private final Repository repository;
    private final ObjectReader reader;
    private final GitObjects objects;

    private GitRepository(Repository repository) {
        this.repository = repository;
        this.reader = repository.newObjectReader();
        this.objects = new GitObjects(reader, repository.getConfig());
    }

    /** Opens the repository that contains a directory, or whose own directory it is. */
    public static GitRepository open(Path directory) {
        return find(directory)
                .orElseThrow(() -> CannotJudge.withoutHistory(
                        "\"" + directory + "\" is in no git repository",
                        "run this in a clone, or name one with --repo (a linked worktree needs its repository beside"
                                + " it); \"hoist validate --structure-only\" needs none"));
    }

    public static Optional<GitRepository> find(Path directory) {
        return find(directory, new ObjectStores(Optional.empty(), List.of()));
    }

    /**
     * Opens the repository in which a hook runs.
     *
     * @param environmentVariables the environment variables in which git names the directories of the received objects
     */
    public static Optional<GitRepository> ofHook(Path directory, Map<String, String> environmentVariables) {
        return find(directory, ObjectStores.of(directory, environmentVariables));
    }

    private static Optional<GitRepository> find(Path directory, ObjectStores stores) {
        HermeticSystem.install();
        File start = directory.toAbsolutePath().normalize().toFile();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
        stores.objects().map(Path::toFile).ifPresent(builder::setObjectDirectory);
        stores.alternates().forEach(alternate -> builder.addAlternateObjectDirectory(alternate.toFile()));
        builder.findGitDir(start);
        // a linked worktree or a submodule, mounted without the repository that it belongs to
        boolean isBrokenLink =
                builder.getGitDir() != null && !builder.getGitDir().isDirectory();
        if (builder.getGitDir() == null || isBrokenLink) {
            return Optional.empty();
        }
        try {
            Repository repository = builder.build();
            String format = repository.getConfig().getString("extensions", null, "objectformat");
            if (format != null && !format.equalsIgnoreCase("sha1")) {
                repository.close();
                throw new CannotJudge(
                        "the repository uses " + format + " object ids, which cannot be read yet",
                        "use a repository with SHA-1 object ids");
            }
            return Optional.of(new GitRepository(repository));
        } catch (IOException | IllegalArgumentException e) {
            throw new CannotJudge(
                    "the repository at \"" + builder.getGitDir() + "\" cannot be opened: " + e.getMessage(),
                    "check it with \"git status\"");
        }
    }

    Repository jgit() {
        return repository;
    }

    Config config() {
        return repository.getConfig();
    }

    GitObjects objects() {
        return objects;
    }

    ObjectReader reader() {
        return reader;
    }

    public boolean isBare() {
        return repository.isBare();
    }

    /** HEAD's commit; empty if there is no commit yet. */
    public Optional<CommitId> head() {
        try {
            return Optional.ofNullable(repository.resolve(Constants.HEAD)).map(CommitId::of);
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config());
        }
    }

    /** The commit that a revision names. */
    public CommitId commit(String revision) {
        return find(revision).orElseThrow(() -> unknown(revision, ""));
    }

    /**
     * The commit that a revision names.
     *
     * @param source where the revision comes from, for messages: an option or a variable
     */
    public CommitId commit(String revision, String source) {
        return find(revision).orElseThrow(() -> unknown(revision, ", which " + source + " names"));
    }

    /** The commit that a revision names, if there is one. */
    public Optional<CommitId> find(String revision) {
        if (revision.contains("@{upstream}")) {
            // JGit takes the branch itself where it has no upstream
            throw noRevision(revision, "name the branch that it follows, such as \"origin/main\"");
        }
        if (PREVIOUS_BRANCH.matcher(revision).find()) {
            // JGit asserts that these digits are ASCII
            throw noRevision(revision, "name a branch, a tag or a commit, such as \"main\"");
        }
        requireOneMeaning(revision);
        ObjectId id;
        try {
            id = revision.isBlank() ? null : repository.resolve(revision);
        } catch (AmbiguousObjectException e) {
            id = onlyCommit(revision, e.getCandidates());
        } catch (RevisionSyntaxException e) {
            throw noRevision(revision, "name a branch, a tag or a commit, such as \"main\"");
        } catch (IncorrectObjectTypeException | MissingObjectException e) {
            id = null;
        } catch (IOException e) {
            throw GitTrouble.with(e, config());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // JGit takes some letters beyond ASCII for hexadecimal digits
            id = named(revision)
                    .orElseThrow(() -> noRevision(revision, "name a branch, a tag or a commit, such as \"main\""));
        }
        if (id == null) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(reader)) {
            return Optional.of(CommitId.of(walk.parseCommit(id)));
        } catch (IncorrectObjectTypeException e) {
            throw new CannotJudge(
                    "\"" + revision + "\" names something in git, but no commit", "name a branch, a tag or a commit");
        } catch (MissingObjectException e) {
            if (e.getObjectId().equals(id)) {
                return Optional.empty();
            }
            throw GitTrouble.with(e, config());
        } catch (IOException e) {
            throw GitTrouble.with(e, config());
        } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw GitTrouble.damaged(id, "it is no commit as git writes them");
        }
    }

    private Optional<ObjectId> named(String revision) {
        try {
            return Optional.ofNullable(repository.findRef(revision)).map(Ref::getObjectId);
        } catch (IOException e) {
            throw GitTrouble.with(e, config());
        }
    }

    private static CannotJudge noRevision(String revision, String help) {
        return new CannotJudge("\"" + revision + "\" is no revision", help);
    }

    /**
     * Refuses a name that means several commits. Git prefers a tag to a branch of the same name, so anybody who may
     * push a tag could choose the base.
     */
    private void requireOneMeaning(String revision) {
        String name = EXPRESSION.matcher(revision).replaceFirst("");
        List<Ref> meant = Stream.of("", Constants.R_REFS, Constants.R_TAGS, Constants.R_HEADS, Constants.R_REMOTES)
                .map(prefix -> prefix + name)
                .filter(full -> Repository.isValidRefName("x/" + full))
                .flatMap(full -> exactRef(full).stream())
                .filter(ref -> ref.getObjectId() != null)
                .toList();
        boolean isFull = meant.stream().anyMatch(ref -> ref.getName().equals(name));
        if (!isFull
                && !ObjectId.isId(name)
                && meant.stream().map(Ref::getObjectId).distinct().count() > 1) {
            throw new CannotJudge(
                    "\"" + name + "\" is the name of more than one thing: "
                            + meant.stream()
                                    .map(ref -> "\"" + ref.getName() + "\"")
                                    .collect(Collectors.joining(", ")),
                    "write the full name of the right one");
        }
    }

    /** The only commit that an abbreviated id matches, even if it also matches other objects. Git does the same. */
    private ObjectId onlyCommit(String revision, Collection<ObjectId> candidates) {
        List<ObjectId> commits = new ArrayList<>();
        for (ObjectId candidate : candidates) {
            try {
                if (reader.open(candidate).getType() == Constants.OBJ_COMMIT) {
                    commits.add(candidate);
                }
            } catch (IOException | RuntimeException e) {
                throw GitTrouble.with(e, config());
            }
        }
        if (commits.size() != 1) {
            throw new CannotJudge(
                    "\"" + revision + "\" is short for more than one commit: "
                            + (commits.isEmpty() ? candidates : commits)
                                    .stream().map(ObjectId::name).sorted().collect(Collectors.joining(", ")),
                    "write more of it");
        }
        return commits.get(0);
    }

    private CannotJudge unknown(String revision, String source) {
        if (revision.equals(Constants.HEAD)) {
            return CannotJudge.withoutHistory("HEAD has no commit yet", "commit something first");
        }
        List<String> near = near(revision);
        String also = isShallow() ? "; this is a shallow clone, so \"git fetch --unshallow\" may bring it" : "";
        String help = near.isEmpty()
                ? "fetch it, or name a branch, a tag or a commit that is here" + also
                : "did you mean "
                        + near.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(" or ")) + "?"
                        + also;
        return new CannotJudge("there is no commit \"" + revision + "\" in this repository" + source, help);
    }

    /** Refuses a shallow clone: its oldest commit would look like the root. */
    public void requireWhole(List<CommitId> commits) {
        requireWhole(commits, "fetch the rest with \"git fetch --unshallow\", or have CI clone with the full history");
    }

    /**
     * Refuses a shallow clone, with a help of its own.
     *
     * @param help how to get the whole history
     */
    public void requireWhole(List<CommitId> commits, String help) {
        try {
            Set<ObjectId> cut = reader.getShallowCommits();
            if (cut.isEmpty()) {
                return;
            }
            try (RevWalk walk = new RevWalk(reader)) {
                walk.setRetainBody(false);
                for (CommitId commit : commits) {
                    walk.markStart(walk.parseCommit(commit.object()));
                }
                for (RevCommit commit : walk) {
                    if (cut.contains(commit)) {
                        throw CannotJudge.withoutHistory(
                                "this is a shallow clone: its history ends at "
                                        + CommitId.of(commit).shortened() + ", so nobody can say what came before",
                                help);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config());
        }
    }

    /** The merge base of two commits: the newest commit that both contain. */
    public Optional<CommitId> mergeBase(CommitId one, CommitId two) {
        try (RevWalk walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one.object()));
            walk.markStart(walk.parseCommit(two.object()));
            return Optional.ofNullable(walk.next()).map(CommitId::of);
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config());
        }
    }

    /** The parents of a commit, in git's order. */
    public List<CommitId> parents(CommitId commit) {
        try (RevWalk walk = new RevWalk(reader)) {
            return Arrays.stream(walk.parseCommit(commit.object()).getParents())
                    .map(CommitId::of)
                    .toList();
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config());
        }
    }

    public boolean isAncestor(CommitId older, CommitId newer) {
        try (RevWalk walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            return walk.isMergedInto(walk.parseCommit(older.object()), walk.parseCommit(newer.object()));
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config());
        }
    }

    public boolean hasBranches() {
        try {
            return !repository
                    .getRefDatabase()
                    .getRefsByPrefix(Constants.R_HEADS, Constants.R_REMOTES)
                    .isEmpty();
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config());
        }
    }

    /** A reference by its full name. */
    public Optional<Reference> ref(String name) {
        return exactRef(name)
                .map(ref -> new Reference(
                        ref.getLeaf().getName(),
                        Optional.ofNullable(ref.getObjectId()).map(CommitId::of)));
    }

    private Optional<Ref> exactRef(String name) {
        try {
            return Optional.ofNullable(repository.exactRef(name));
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config());
        }
    }

    /** The full name of the branch that a revision names, directly or through symbolic refs. */
    public Optional<String> branch(String revision) {
        try {
            return Optional.ofNullable(repository.findRef(revision))
                    .map(Ref::getLeaf)
                    .map(Ref::getName)
                    .filter(name -> name.startsWith(Constants.R_HEADS));
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config());
        }
    }

    /** The full names of all branches, sorted. */
    public List<String> branches() {
        try {
            return repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
                    .map(Ref::getName)
                    .sorted()
                    .toList();
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config());
        }
    }
    /** The remote of a clone: origin, or the only remote. */
    public Optional<String> remote() {
        Set<String> remotes = config().getSubsections("remote");
        if (remotes.contains(Constants.DEFAULT_REMOTE_NAME)) {
            return Optional.of(Constants.DEFAULT_REMOTE_NAME);
        }
        return remotes.size() == 1 ? remotes.stream().findFirst() : Optional.empty();
    }

    /** The URL of that remote. */
    public Optional<String> remoteUrl() {
        return remote().flatMap(name -> Optional.ofNullable(config().getString("remote", name, "url")));
    }

    public boolean hasRemotes() {
        return !config().getSubsections("remote").isEmpty();
    }

    /** The values of {@code receive.procReceiveRefs}: refs whose pushes git gives to another program. */
    public List<String> handedToAnotherProgram() {
        return List.of(config().getStringList("receive", null, "procreceiverefs"));
    }

    /** The moves of a branch that its reflog records, oldest first. A damaged reflog is refused. */
    public List<ReflogEntry> reflog(String branch) {
        return Reflog.read(this, branch);
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
    }

    private boolean isShallow() {
        try {
            return !reader.getShallowCommits().isEmpty();
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config());
        }
    }

    private List<String> near(String revision) {
        Set<String> names = new HashSet<>();
        try {
            for (Ref ref : repository.getRefDatabase().getRefs()) {
                names.add(Repository.shortenRefName(ref.getName()));
            }
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config());
        }
        names.remove(Constants.HEAD);
        int allowed = Math.max(2, revision.length() / 3);
        List<String> near = new ArrayList<>(names.stream()
                .filter(name -> Spelling.distance(revision, name) <= allowed || name.endsWith("/" + revision))
                .toList());
        near.sort(Comparator.comparingInt((String name) -> Spelling.distance(revision, name))
                .thenComparing(Comparator.naturalOrder()));
        return near.stream().limit(SUGGESTIONS).toList();
    }
}
