package dev.hoist.cli.command;

import dev.hoist.validator.report.MarkdownPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The file to which a GitHub job adds its summary, if there is one. */
public record JobSummaryFile(Optional<Path> file) {
    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    public static JobSummaryFile of(Terminal terminal) {
        String name = terminal.environment().getOrDefault(VARIABLE, "");
        try {
            return new JobSummaryFile(name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name)));
        } catch (InvalidPathException e) {
            throw unwritable(name);
        }
    }

    /** How many bytes the file can still take. */
    public long room() {
        try {
            boolean written = file.isPresent() && Files.exists(file.get());
            return MarkdownPage.GITHUB_SUMMARY - (written ? Files.size(file.get()) : 0);
        } catch (IOException e) {
            throw unwritable(file.toString());
        }
    }

    public void append(MarkdownPage page) {
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    file.get(),
                    page.toString(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable(file.get().toString());
        }
    }

    private static Misuse unwritable(String name) {
        return new Misuse(
                "the job summary \"" + name + "\" cannot be written", "let " + VARIABLE + " name a file, or unset it");
    }
}
