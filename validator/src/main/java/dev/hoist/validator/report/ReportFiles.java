package dev.hoist.validator.report;

import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.report.ReportFormat.Content;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Report files that are written in addition to the output. Each file is either complete or missing. Files of an earlier
 * run are removed before anything is judged.
 */
public final class ReportFiles {
    private final List<Target> targets;

    private ReportFiles(List<Target> targets) {
        this.targets = List.copyOf(targets);
    }

    private record Target(ReportFormat format, Path file) {
        Report report() {
            return format.report(AnsiStyle.PLAIN);
        }
    }

    /**
     * Reads all values {@code FORMAT=FILE} of an option.
     *
     * @param directory the directory to which the files are relative
     * @param option the option's name for error messages, such as {@code --report}
     * @throws CannotJudge if a value is not valid
     */
    public static ReportFiles parse(List<String> specs, Path directory, Content subject, String option) {
        List<Target> targets = new ArrayList<>();
        for (String spec : specs) {
            Target target = target(spec, directory, subject, option);
            if (targets.stream().anyMatch(other -> other.file().equals(target.file()))) {
                throw new CannotJudge(
                        option + " names \"" + target.file() + "\" twice", "give each report a file of its own");
            }
            targets.add(target);
        }
        return new ReportFiles(targets);
    }

    /**
     * Reads the valid values of an option. If another value is invalid, the valid report files then say that nothing
     * was judged.
     */
    public static ReportFiles parseWhatMakesSense(List<String> specs, Path directory, Content subject) {
        return new ReportFiles(specs.stream()
                .flatMap(spec -> sensible(spec, directory, subject).stream())
                .toList());
    }

    private static Optional<Target> sensible(String spec, Path directory, Content subject) {
        try {
            return Optional.of(target(spec, directory, subject, "")).filter(target -> isFree(target.file()));
        } catch (CannotJudge e) {
            return Optional.empty();
        }
    }

    private static Target target(String spec, Path directory, Content subject, String option) {
        String help = "write it as in " + option + " sarif=hoist.sarif";
        int equals = spec.indexOf('=');
        if (equals < 0) {
            throw new CannotJudge(option + " \"" + spec + "\" names no file", help);
        }
        String name = spec.substring(0, equals);
        ReportFormat format = ReportFormat.named(name, subject).orElseThrow(() -> unknown(name, subject));
        if (spec.substring(equals + 1).isBlank()) {
            throw new CannotJudge(option + " \"" + spec + "\" names no file", help);
        }
        try {
            return new Target(
                    format,
                    directory
                            .resolve(spec.substring(equals + 1))
                            .toAbsolutePath()
                            .normalize());
        } catch (InvalidPathException e) {
            throw new CannotJudge(option + " \"" + spec + "\" is no path", help);
        }
    }

    /** The error for a format that does not exist or cannot write this content. */
    public static CannotJudge unknown(String format, Content subject) {
        List<String> names = ReportFormat.names(subject);
        String those = "there are " + String.join(", ", names);
        if (ReportFormat.names(subject == Content.CHANGE ? Content.HISTORY : Content.CHANGE)
                .contains(format)) {
            String what = subject == Content.CHANGE ? "one change" : "a history";
            return new CannotJudge(what + " cannot be written as \"" + format + "\"", those);
        }
        return new CannotJudge(
                "no format \"" + format + "\"",
                Spelling.didYouMean(format, names).orElse(those));
    }

    /** Removes earlier reports. The directories must exist, and no other file may be in the way. */
    public void prepare() {
        for (Target target : targets) {
            Path parent = parent(target.file());
            if (isFree(target.file())) {
                remove(target.file());
            } else if (!Files.isDirectory(parent)) {
                throw new CannotJudge(
                        "\"" + target.file() + "\" cannot be written: there is no directory \"" + parent + "\"",
                        "create it first");
            } else {
                throw new CannotJudge(
                        "\"" + target.file() + "\" is not a regular file", "name a regular file or a new one");
            }
        }
    }

    /**
     * Whether the directory exists, and the file's path is free or has a regular file, which may be an earlier report.
     */
    private static boolean isFree(Path file) {
        boolean taken = Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file);
        return Files.isDirectory(parent(file)) && !taken;
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Creates the directories of the files. */
    public ReportFiles inNewDirectories() throws IOException {
        for (Target target : targets) {
            Files.createDirectories(parent(target.file()));
        }
        return this;
    }

    /** Writes the verdict on one change. */
    public void judged(Verdict whole, List<Verdict> steps) {
        for (Target target : targets) {
            write(target, out -> target.report().judged(whole, steps, out));
        }
    }

    /** Writes that there is no verdict. */
    public void trouble(CannotJudgeReport trouble) {
        for (Target target : targets) {
            write(target, out -> target.report().trouble(trouble, out));
        }
    }

    /** Starts the report of an audit. The files exist only once it has ended. */
    public AuditReport audit() throws IOException {
        List<AuditReport> audits = new ArrayList<>();
        try {
            for (Target target : targets) {
                audits.add(new AuditInAFile(target));
            }
        } catch (CannotJudge e) {
            AuditReport.all(audits).close();
            throw e;
        }
        return AuditReport.all(audits);
    }

    private static void write(Target target, Writing writing) {
        try (AtomicFile draft = AtomicFile.begin(target.file())) {
            Writer writer = writer(draft);
            writing.to(writer);
            writer.flush();
            draft.commit();
        } catch (IOException e) {
            throw unwritable(target.file(), e);
        }
    }

    private static Writer writer(AtomicFile draft) {
        return new BufferedWriter(new OutputStreamWriter(draft.stream(), StandardCharsets.UTF_8));
    }

    private static CannotJudge unwritable(Path file, IOException e) {
        return new CannotJudge(
                "\"" + file + "\" cannot be written: " + DiskReason.of(e),
                "see that there is room, and that it may be written");
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private interface Writing {
        void to(Appendable out) throws IOException;
    }

    /** The report of an audit in a file. The file exists only once the report has ended. */
    private static final class AuditInAFile implements AuditReport {
        private final AtomicFile draft;
        private final Writer writer;
        private final AuditReport report;

        AuditInAFile(Target target) {
            try {
                this.draft = AtomicFile.begin(target.file());
            } catch (IOException e) {
                throw unwritable(target.file(), e);
            }
            this.writer = writer(draft);
            this.report = target.report().audit(writer);
        }

        @Override
        public void change(AuditedChange change) throws IOException {
            report.change(change);
        }

        @Override
        public void end(AuditTally tally) throws IOException {
            report.end(tally);
            writer.flush();
            draft.commit();
        }

        @Override
        public void close() throws IOException {
            try (draft) {
                report.close();
            }
        }
    }
}
