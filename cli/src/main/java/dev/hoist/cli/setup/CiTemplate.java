package dev.hoist.cli.setup;

import dev.hoist.cli.command.RepositoryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A CI product for which Hoist has a configuration file, so that it runs the judge on every change. */
enum CiTemplate {
    GITHUB("github/hoist.yml", ".github/workflows/hoist.yml", ".github/workflows", ".github"),
    GITLAB("gitlab/hoist.gitlab-ci.yml", ".gitlab/hoist.gitlab-ci.yml", ".gitlab-ci.yml", ".gitlab"),
    JENKINS("jenkins/Jenkinsfile", "Jenkinsfile", "Jenkinsfile", ".jenkins"),
    BITBUCKET("bitbucket/bitbucket-pipelines.yml", "bitbucket-pipelines.yml", "bitbucket-pipelines.yml", ".bitbucket"),
    AZURE("azure/azure-pipelines.yml", "azure-pipelines.yml", "azure-pipelines.yml", ".azure-pipelines");

    private static final Pattern COMMAND = Pattern.compile("(hoist\\.jar\"? (?:validate|audit))\\b");
    private static final Pattern ACTION = Pattern.compile("(?m)^( *)- uses: \\S+/hoist@.*$");
    private static final String GITLAB_ROOT = ".gitlab-ci.yml";

    private final String template;
    private final String path;
    private final String pipeline;
    private final String folder;

    /**
     *
     * @param template the template's name among this package's resources
     * @param path the path at which the product looks for the file
     * @param pipeline a path that exists if the product already runs something in the repository
     * @param folder a path that exists if the product hosts the repository
     */
    CiTemplate(String template, String path, String pipeline, String folder) {
        this.template = template;
        this.path = path;
        this.pipeline = pipeline;
        this.folder = folder;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CiTemplate> named(String name) {
        return Arrays.stream(values())
                .filter(product -> product.text().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(CiTemplate::text).toList();
    }

    /**
     * The products that a repository uses: those that already run something there; if there are none, those that host
     * it.
     */
    static List<CiTemplate> in(Path root) {
        List<CiTemplate> running = having(root, product -> product.pipeline);
        return running.isEmpty() ? having(root, product -> product.folder) : running;
    }

    private static List<CiTemplate> having(Path root, Function<CiTemplate, String> mark) {
        return Arrays.stream(values())
                .filter(product -> Files.exists(root.resolve(mark.apply(product))))
                .toList();
    }

    /** The files with which the product judges every change. */
    List<NewFile> files(String flags) {
        NewFile file = new NewFile(path, judging(flags));
        return this == GITLAB
                ? List.of(file, new NewFile(GITLAB_ROOT, "include:\n  - local: " + path + "\n"))
                : List.of(file);
    }

    private String judging(String flags) {
        if (flags.equals(RepositoryOptions.DEFAULT_FLAGS)) {
            return text(template);
        }
        String commands = COMMAND.matcher(text(template)).replaceAll("$1 --flags " + flags);
        return ACTION.matcher(commands).replaceAll("$0\n$1  with:\n$1    flags: " + flags);
    }

    /** Whether there is a template of the job that raises flags for this product. */
    boolean hasRobot() {
        return this == GITHUB || this == GITLAB;
    }

    /** The files with which the product judges every change and runs the job that raises flags. */
    List<NewFile> files(String flags, Robot robot) {
        NewFile job = this == GITHUB
                ? new NewFile(".github/workflows/hoist-robot.yml", robot.workflow("github/hoist-robot.yml", flags))
                : new NewFile(
                        ".gitlab/hoist-robot.gitlab-ci.yml", robot.workflow("gitlab/hoist-robot.gitlab-ci.yml", flags));
        List<NewFile> files = new ArrayList<>();
        for (NewFile file : files(flags)) {
            files.add(
                    file.path().equals(GITLAB_ROOT)
                            ? new NewFile(GITLAB_ROOT, file.text() + "  - local: " + job.path() + "\n")
                            : file);
        }
        files.add(job);
        return files;
    }

    static String text(String template) {
        try (InputStream resource = CiTemplate.class.getResourceAsStream("/dev/hoist/cli/templates/" + template)) {
            if (resource == null) {
                throw new IllegalStateException("the jar has no template " + template);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
