package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.SourceText;
import dev.hoist.validator.schema.Format;
import dev.hoist.validator.schema.SchemaCheck;
import dev.hoist.validator.schema.SchemaViolation;
import dev.hoist.validator.tree.FileReader;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.yaml.UnsafeYaml;
import dev.hoist.validator.yaml.YamlDocument;
import dev.hoist.validator.yaml.YamlNode;
import dev.hoist.validator.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads flags, experiments and the policy from YAML files. */
public final class YamlFileReader implements FileReader {
    /** A text that may be a key. Which keys are valid is in the schema. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** The most findings about one file, because nobody reads a longer report. */
    private static final int MOST_FINDINGS = 100;

    /**
     * The longest folder name. A longer name is not the name of a feature. The name is also the default salt, which is
     * hashed for every user.
     */
    private static final int LONGEST_GROUP = 100;

    private static final List<Format> FORMATS = List.of(Format.values());

    private final List<String> overridable;

    /**
     * A reader of all three formats.
     *
     * @param overridable ids of the rules that a policy can allow a commit message to override
     */
    public YamlFileReader(List<String> overridable) {
        this.overridable = List.copyOf(overridable);
    }

    /**
     * Reads one file. If a parser or Hoist itself fails on the file, that is a finding too. An exception would stop
     * every later change, because a commit with this file can lie on the line.
     */
    @Override
    public FileReading read(String path, String group, RawEntry.File file) {
        byte[] bytes = file.size() > UnsafeYaml.MOST_BYTES
                ? new byte[0]
                : file.content().bytes();
        try {
            return read(path, group, file, bytes);
        } catch (RuntimeException | StackOverflowError e) {
            return unreadable(path, UnsafeYaml.failed(path));
        }
    }

    private FileReading read(String path, String group, RawEntry.File file, byte[] bytes) {
        if (file.size() > UnsafeYaml.MOST_BYTES) {
            return unreadable(path, UnsafeYaml.tooLarge(path, file.size()));
        }
        YamlDocument document = YamlReader.read(path, bytes);
        List<Finding> findings = new ArrayList<>(document.findings());
        if (document.root().isEmpty()) {
            if (findings.isEmpty()) {
                findings.add(SchemaViolation.of(
                        document.source().start(),
                        "the file is empty",
                        "begin it with " + beginning(group) + ", or delete it"));
            }
            return unreadable(path, findings);
        }
        if (!(document.root().get() instanceof YamlNode.Mapping mapping)) {
            findings.add(SchemaViolation.notA(
                            document.root().get().place(), "what the file holds", "a mapping of keys to values")
                    .help("begin it with " + beginning(group)));
            return unreadable(path, findings);
        }
        if (group.length() > LONGEST_GROUP || !isPlain(group)) {
            findings.add(MisnamedFile.inFolder(path));
        }
        return read(file.name(), group, document.source(), mapping, findings);
    }

    @Override
    public FileReading refuse(String path, Oddity oddity, String detail) {
        return unreadable(
                path,
                switch (oddity) {
                    case MISNAMED -> MisnamedFile.of(path, detail);
                    case NOT_A_FILE -> UnsafeYaml.notAFile(path, detail);
                });
    }

    private FileReading read(
            String fileName, String group, SourceText source, YamlNode.Mapping mapping, List<Finding> findings) {
        Format format = format(mapping, group);
        checkFirstKey(mapping, format, findings);
        findings.addAll(SchemaCheck.violations(format, mapping, findings));
        Fields fields = new Fields(mapping, findings);
        checkName(fields, format, fileName, group, findings);
        Supplier<FileReading> reading = check(format, fields, group, source, findings);
        if (findings.isEmpty()) {
            return reading.get();
        }
        Optional<String> key = format == Format.POLICY
                ? Optional.empty()
                : fields.text(format.key())
                        .map(Located::value)
                        .filter(text -> KEY.matcher(text).matches());
        FileReading.Unreadable whole = unreadable(
                source.path(),
                findings.stream()
                        .map(finding -> key.map(finding::about).orElse(finding))
                        .toList());
        return new FileReading.Unreadable(
                whole.path(), whole.findings(), rest(format, mapping, group, source, findings));
    }

    /** The readable rest of the file. */
    private Optional<FileReading> rest(
            Format format, YamlNode.Mapping mapping, String group, SourceText source, List<Finding> findings) {
        return ReadableRest.of(mapping, format, findings).flatMap(rest -> {
            List<Finding> further = new ArrayList<>();
            Supplier<FileReading> reading = check(format, new Fields(rest, further), group, source, further);
            return further.isEmpty() ? Optional.of(reading.get()) : Optional.empty();
        });
    }

    /**
     * Reports what the schema cannot check. The result builds what the file states; it may be used only if there are no
     * errors.
     */
    private Supplier<FileReading> check(
            Format format, Fields fields, String group, SourceText source, List<Finding> findings) {
        return switch (format) {
            case FLAG -> {
                var flag = new FlagBuilder(fields, group, findings).check();
                yield () -> new FileReading.OfFlag(source, flag.get());
            }
            case EXPERIMENT -> {
                var experiment = new ExperimentBuilder(fields, group, findings).check();
                yield () -> new FileReading.OfExperiment(source, experiment.get());
            }
            case POLICY -> {
                var policy = new PolicyBuilder(fields, source, overridable, findings).check();
                yield () -> new FileReading.OfPolicy(source, policy.get());
            }
        };
    }

    /** The format of a file, by its first key. If the first key is not a known one, by the file's path. */
    private static Format format(YamlNode.Mapping mapping, String group) {
        for (YamlNode.Entry entry : mapping.entries()) {
            for (Format format : FORMATS) {
                if (entry.key().text().equals(format.key())) {
                    return format;
                }
            }
        }
        if (group.isEmpty()) {
            return Format.POLICY;
        }
        return mapping.entry("variants").isPresent() ? Format.EXPERIMENT : Format.FLAG;
    }

    private static void checkFirstKey(YamlNode.Mapping mapping, Format format, List<Finding> findings) {
        YamlNode.Entry named = mapping.find(format.key());
        if (named != null && !mapping.entries().get(0).key().text().equals(format.key())) {
            findings.add(SchemaViolation.of(
                    named.key().place(),
                    "\"" + format.key() + "\" is not the first key",
                    "move the line to the top: it says what the file is"));
        }
    }

    private static void checkName(Fields fields, Format format, String fileName, String group, List<Finding> findings) {
        Optional<Place> keyPlace = fields.keyPlace(format.key());
        if (keyPlace.isEmpty()) {
            return;
        }
        if (format == Format.POLICY && !group.isEmpty()) {
            findings.add(MisnamedFile.policyInGroup(keyPlace.get(), group));
        } else if (format != Format.POLICY && group.isEmpty()) {
            findings.add(MisnamedFile.notThePolicy(keyPlace.get(), format.key()));
        } else if (format != Format.POLICY) {
            Optional<Located<String>> key = fields.text(format.key());
            if (key.isPresent()
                    && !key.get().value().equals(MisnamedFile.stem(fileName))
                    && KEY.matcher(key.get().value()).matches()) {
                findings.add(MisnamedFile.otherKey(key.get().place(), key.get().value(), fileName));
            }
        }
    }

    private static String beginning(String group) {
        return group.isEmpty() ? "\"policy: 1\"" : "\"flag: <key>\" or \"experiment: <key>\"";
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static boolean isPlain(String text) {
        for (int index = 0; index < text.length(); ) {
            int codePoint = text.codePointAt(index);
            if (!isPlain(codePoint)) {
                return false;
            }
            index += Character.charCount(codePoint);
        }
        return true;
    }

    /** The same finding with hidden characters made visible. Escapes in a YAML text can contain control characters. */
    private static Finding visible(Finding finding) {
        return finding.rewritten(YamlFileReader::visible);
    }

    private static String visible(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints()
                .forEach(codePoint -> visible.append(
                        isPlain(codePoint)
                                ? Character.toString(codePoint)
                                : String.format(Locale.ROOT, "\\u%04x", codePoint)));
        return visible.toString();
    }

    private static FileReading.Unreadable unreadable(String path, Finding finding) {
        return unreadable(path, List.of(finding));
    }

    private static FileReading.Unreadable unreadable(String path, List<Finding> findings) {
        List<Finding> sorted =
                findings.stream().distinct().sorted(Finding.ORDER).toList();
        List<Finding> told = new ArrayList<>();
        sorted.stream().limit(MOST_FINDINGS).map(YamlFileReader::visible).forEach(told::add);
        if (sorted.size() > MOST_FINDINGS) {
            told.add(further(sorted.get(MOST_FINDINGS), sorted.size() - MOST_FINDINGS));
        }
        return new FileReading.Unreadable(path, told);
    }

    /** A finding for all findings that are left out, at the place of the first of them. */
    private static Finding further(Finding first, int count) {
        String message = count == 1 ? "1 further mistake in this file" : count + " further mistakes in this file";
        return first.standingFor(message, "mend those above, and judge again");
    }
}
