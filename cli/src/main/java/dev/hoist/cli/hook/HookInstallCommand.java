package dev.hoist.cli.hook;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code hoist hook install}: installs the hook, and turns on the reflogs, which record when each push was received.
 */
@Command(
        name = "install",
        description = "Installs the pre-receive hook in a bare repository and makes it keep times of receipt.",
        footer = {
            "",
            "Examples:",
            "  hoist hook install --repo /srv/git/shop.git --branch main",
            "",
            "Exit codes: 0 installed, 2 not installed."
        })
public final class HookInstallCommand extends ExecutableCommand {
    private static final int LONGEST = 3600;

    @Mixin
    HookOptions options;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long judging may take before the push is refused, in seconds. Default: 60.")
    int timeout = 60;

    @Option(
            names = "--beside",
            description = "Write hooks/" + HookFile.BESIDE + " instead, for a hook of your own to call.")
    boolean beside;

    @Override
    public int run(Terminal terminal) throws IOException {
        if (timeout < 1 || timeout > LONGEST) {
            throw new Misuse("--timeout " + timeout + " is not from 1 to " + LONGEST, "name a number of seconds");
        }
        BareRepository repository = BareRepository.at(options.place.repository(terminal));
        List<String> branches = options.branches().isEmpty() ? List.of(repository.defaultBranch()) : options.branches();
        branches.forEach(repository::requireBranchName);
        HookFile file = repository.hook(beside ? HookFile.BESIDE : HookFile.NAME);
        file.requireOwn("keep it: --beside writes hooks/" + HookFile.BESIDE + ", and says how yours calls that");
        String script = HookScript.text(java(), classPath(terminal), options.place.flags(terminal), branches, timeout);
        Writer out = terminal.out();
        out.append(file.write(script) ? "wrote " : "unchanged: ")
                .append(file.path().toString())
                .append('\n');
        for (String setting : repository.keepReceipts()) {
            out.append("set ").append(setting).append('\n');
        }
        out.append("protected: ").append(String.join(", ", branches)).append('\n');
        if (beside) {
            out.append("it is not called yet: have your hook run it, as in\n").append(HookFile.CHAIN);
        }
        return ExitCode.ACCEPTED;
    }

    private static Path java() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        Path windows = bin.resolve("java.exe");
        return Files.exists(windows) ? windows : bin.resolve("java");
    }

    /**
     * The class path of the program. The launcher runs a copy of the jar, which the next build deletes, so the launcher
     * tells where the original jar is.
     */
    private static String classPath(Terminal terminal) {
        String said = System.getProperty("hoist.jar", "");
        String path = said.isEmpty() ? System.getProperty("java.class.path") : said;
        String separator = System.getProperty("path.separator");
        StringBuilder absolute = new StringBuilder();
        for (String entry : path.split(java.util.regex.Pattern.quote(separator), -1)) {
            absolute.append(absolute.isEmpty() ? "" : separator)
                    .append(terminal.directory().resolve(entry).toAbsolutePath().normalize());
        }
        return absolute.toString();
    }
}
