package dev.hoist.validator.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/** The paths that {@code git add} would ignore, as {@code git check-ignore} lists them. The files need not exist. */
final class IgnoredPaths {
    private final Path root;
    private final List<IgnoreNode> everywhere = new ArrayList<>();

    /**
     * Reads the ignore patterns that apply in a working tree.
     *
     * @param environmentVariables the environment variables from which git finds the user's settings
     */
    IgnoredPaths(GitRepository repository, Map<String, String> environmentVariables) {
        this.root = repository.jgit().getWorkTree().toPath();
        patterns(repository.jgit().getCommonDirectory().toPath().resolve("info/exclude"))
                .ifPresent(everywhere::add);
        usersExcludes(repository, environmentVariables)
                .flatMap(IgnoredPaths::patterns)
                .ifPresent(everywhere::add);
    }

    /** Which of these paths are ignored, each relative to the working tree's root. */
    Set<String> among(Collection<String> paths) {
        Set<String> ignored = new LinkedHashSet<>();
        for (String path : paths) {
            if (isIgnored(path)) {
                ignored.add(path);
            }
        }
        return ignored;
    }

    /**
     * Whether a path is ignored. A file below an ignored folder is ignored, even if a pattern includes the file again.
     */
    private boolean isIgnored(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (matches(path.substring(0, slash), true)) {
                return true;
            }
        }
        return matches(path, false);
    }

    /** Whether the patterns match a path. The nearest file of patterns with a match decides. */
    private boolean matches(String path, boolean isFolder) {
        for (int slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
            String folder = slash < 0 ? "" : path.substring(0, slash);
            String below = path.substring(slash + 1);
            Optional<Boolean> said = patterns(root.resolve(folder).resolve(".gitignore"))
                    .flatMap(node -> Optional.ofNullable(node.checkIgnored(below, isFolder)));
            if (said.isPresent()) {
                return said.get();
            }
            if (slash < 0) {
                break;
            }
        }
        return everywhere.stream()
                .flatMap(node -> Optional.ofNullable(node.checkIgnored(path, isFolder)).stream())
                .findFirst()
                .orElse(false);
    }

    private static Optional<IgnoreNode> patterns(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            IgnoreNode node = new IgnoreNode();
            node.parse(in);
            return Optional.of(node);
        } catch (IOException e) {
            // git could not read it either
            return Optional.empty();
        }
    }

    private static Optional<Path> usersExcludes(GitRepository repository, Map<String, String> environmentVariables) {
        Optional<Path> home =
                Optional.ofNullable(environmentVariables.get("HOME")).map(Path::of);
        Optional<Path> settings = Optional.ofNullable(environmentVariables.get("XDG_CONFIG_HOME"))
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .or(() -> home.map(path -> path.resolve(".config")))
                .map(path -> path.resolve("git"));
        Optional<String> written = Optional.ofNullable(repository.config().getString("core", null, "excludesfile"));
        List<Optional<Path>> files = environmentVariables.containsKey("GIT_CONFIG_GLOBAL")
                ? List.of(Optional.of(Path.of(environmentVariables.get("GIT_CONFIG_GLOBAL"))))
                : List.of(home.map(path -> path.resolve(".gitconfig")), settings.map(path -> path.resolve("config")));
        for (Optional<Path> file : files) {
            written = written.or(() -> file.flatMap(IgnoredPaths::excludesFile));
        }
        return written.map(text -> text.startsWith("~/") && home.isPresent()
                        ? home.get().resolve(text.substring(2))
                        : repository.jgit().getWorkTree().toPath().resolve(text))
                .or(() -> settings.map(path -> path.resolve("ignore")));
    }

    private static Optional<String> excludesFile(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            FileBasedConfig config = new FileBasedConfig(file.toFile(), FS.DETECTED);
            config.load();
            return Optional.ofNullable(config.getString("core", null, "excludesfile"));
        } catch (IOException | ConfigInvalidException e) {
            return Optional.empty();
        }
    }
}
