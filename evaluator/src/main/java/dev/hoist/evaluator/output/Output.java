package dev.hoist.evaluator.output;

import dev.hoist.evaluator.source.GeneratedFile;
import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A directory of generated files. A file is replaced completely, and only if it differs. A file of an earlier
 * generation that is no longer needed is removed, unless somebody has edited it. Other files are not touched. The file
 * {@value Manifest#NAME} lists the generated files.
 */
public final class Output {
    private final Path root;

    public Output(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * What happened to the files.
     *
     * @param written paths of files that are new or were replaced
     * @param removed paths of removed files of an earlier generation
     * @param unchanged how many files did not differ
     */
    public record Outcome(List<String> written, List<String> removed, int unchanged) {
        public Outcome {
            written = List.copyOf(written);
            removed = List.copyOf(removed);
        }

        /** The numbers in a sentence for people. */
        public String sentence() {
            return written.size() + " written, " + unchanged + " unchanged, " + removed.size() + " removed";
        }
    }

    /**
     * Writes these files into the directory.
     *
     * @throws CannotJudge if the disk refuses, or if there is another file at the path of a generated one
     */
    public Outcome write(List<GeneratedFile> files) {
        try {
            return replace(files);
        } catch (IOException e) {
            throw new CannotJudge(
                    "the evaluator cannot be written to \"" + root + "\": " + DiskReason.of(e),
                    "see that the directory can be written and that there is room");
        }
    }

    /**
     * Writes a text into a file, completely or not at all.
     *
     * @return whether the file had another content before
     * @throws CannotJudge if the disk refuses
     */
    public static boolean replace(Path file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Path target = file.toAbsolutePath().normalize();
        try {
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                throw new CannotJudge("\"" + target + "\" is not a regular file", "name a regular file or a new one");
            }
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            return AtomicFile.replace(target, bytes);
        } catch (IOException e) {
            throw new CannotJudge(
                    "\"" + target + "\" cannot be written: " + DiskReason.of(e),
                    "see that there is room, and that it may be written");
        }
    }

    private Outcome replace(List<GeneratedFile> files) throws IOException {
        Manifest before = Manifest.read(root);
        SortedMap<String, String> digests = new TreeMap<>();
        List<GeneratedFile> different = new ArrayList<>();
        for (GeneratedFile file : files) {
            digests.put(file.path(), Manifest.digest(bytes(file)));
            Path target = resolve(file.path());
            refuseDetours(target);
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                        && Arrays.equals(Files.readAllBytes(target), bytes(file))) {
                    continue;
                }
                refuseForeign(before, file, target);
            }
            different.add(file);
        }
        // First a list of what was and what will be, so that nothing written is ever off the list.
        Manifest after = new Manifest(digests);
        if (!before.equals(after)) {
            SortedMap<String, String> both = new TreeMap<>(before.digests());
            both.putAll(digests);
            put(root.resolve(Manifest.NAME), new Manifest(both).bytes());
        }
        for (GeneratedFile file : different) {
            put(resolve(file.path()), bytes(file));
        }
        List<String> removed = new ArrayList<>();
        for (Map.Entry<String, String> old : before.digests().entrySet()) {
            if (!digests.containsKey(old.getKey()) && remove(old.getKey(), old.getValue())) {
                removed.add(old.getKey());
            }
        }
        if (!before.equals(after)) {
            put(root.resolve(Manifest.NAME), after.bytes());
        }
        return new Outcome(
                different.stream().map(GeneratedFile::path).toList(), removed, files.size() - different.size());
    }

    /** Refuses a path with a link in it. The file would be written to another place than the user named. */
    private void refuseDetours(Path target) {
        AtomicFile.detour(root, target).ifPresent(way -> {
            throw new CannotJudge(
                    way + " is in the way: it is a link or a file, and " + target.getFileName()
                            + " belongs into a directory there",
                    "generate into a directory of its own, or move that away");
        });
    }

    private static void refuseForeign(Manifest before, GeneratedFile file, Path target) {
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                || !before.digests().containsKey(file.path())) {
            throw new CannotJudge(
                    target + " is in the way: it was not generated here",
                    "generate into a directory of its own, or move that file away");
        }
    }

    private boolean remove(String path, String digest) throws IOException {
        Path target = root.resolve(path).normalize();
        boolean isInside = target.startsWith(root) && !target.equals(root);
        if (!isInside
                || !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                || !Manifest.digest(Files.readAllBytes(target)).equals(digest)) {
            return false;
        }
        if (!target.toRealPath().startsWith(root.toRealPath())) {
            return false;
        }
        Files.delete(target);
        removeEmpty(Objects.requireNonNull(target.getParent()));
        return true;
    }

    private void removeEmpty(Path directory) throws IOException {
        for (Path empty = directory; !empty.equals(root); empty = Objects.requireNonNull(empty.getParent())) {
            try (var entries = Files.list(empty)) {
                if (entries.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(empty);
        }
    }

    private Path resolve(String path) {
        Path target = root.resolve(path).normalize();
        if (!target.startsWith(root)) {
            throw new IllegalStateException("a generated file outside its directory: " + path);
        }
        return target;
    }

    private static void put(Path target, byte[] bytes) throws IOException {
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        AtomicFile.replace(target, bytes);
    }

    private static byte[] bytes(GeneratedFile file) {
        return file.content().getBytes(StandardCharsets.US_ASCII);
    }
}
