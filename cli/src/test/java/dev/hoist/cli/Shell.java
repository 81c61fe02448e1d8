package dev.hoist.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A shell in which {@code hoist} is the command as it is built. With {@code GUIDE_NOW} in the environment that is the clock by
 * which it judges.
 */
final class Shell {
    private final Path tools;

    private Shell(Path tools) {
        this.tools = tools;
    }

    /**
     * A shell in which each call of the command is a process of its own.
     *
     * @param tools a directory, to which the command is written
     */
    static Shell in(Path tools) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return calling(tools, "-cp '" + classPath + "' " + Main.class.getName());
    }

    /** A shell in which the command is warm, for scripts that call it often: see {@link WarmCommand}. */
    static Shell warm(Path tools) throws IOException {
        Path jar = WarmCommand.jar(Files.createDirectories(tools).resolve("warm.jar"));
        return calling(tools, "-jar '" + jar + "'");
    }

    private static Shell calling(Path tools, String program) throws IOException {
        Path hoist = Files.createDirectories(tools).resolve("hoist");
        Files.writeString(hoist, """
            #!/bin/sh
            case ${GUIDE_NOW:+$1} in
                validate | audit | diff | next | status | schedule | announce | evaluate | raise | lower | \\
                disable | freeze | thaw | tick | untick | new | rollback | restore | target) set -- "$@" --now "$GUIDE_NOW" ;;
            esac
            exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %s "$@"
            """.formatted(GitServer.java(), program));
        assertThat(hoist.toFile().setExecutable(true)).isTrue();
        return new Shell(tools);
    }

    /** Runs a script, which finds nothing in its environment of the CI or the hook that this runs in. */
    Result run(Path directory, Map<String, String> environment, String script)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        variables.keySet().retainAll(Set.of("HOME", "TMPDIR"));
        variables.put("PATH", tools + System.getProperty("path.separator") + System.getenv("PATH"));
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("TZ", "UTC");
        variables.putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), printed);
    }

    /**
     * How a script ended.
     *
     * @param printed the error stream included
     */
    record Result(int status, String printed) {}
}
