package dev.hoist.cli.setup;

import dev.hoist.cli.command.BaseOption;
import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.Checkout;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.history.History;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist schema}: writes the schemas for editors, with the names of the repository. */
@Command(
        name = "schema",
        description =
                "Prints or writes the schemas for editors. They offer the names that base's policy and the flags have:"
                        + " environments, rings, servers, checks, flags.",
        footer = {
            "",
            "Examples:",
            "  hoist schema --write               write them again, after a change of the policy",
            "  hoist schema flag > flag.schema.json",
            "",
            "Exit codes: 0 written, 2 cannot write."
        })
public final class SchemaCommand extends ExecutableCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "FORMAT",
            description = "Which schema to print: hoist, policy, flag or experiment; hoist tells the others apart.")
    @Nullable
    String format;

    @Option(names = "--write", description = "Write all of them to the disk, over those that are there.")
    boolean write;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write them, relative to the repository's root. Default: the folder that has them,"
                    + " else .vscode/hoist.")
    @Nullable
    String out;

    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Mixin
    BaseOption base = new BaseOption();

    @Mixin
    NowOption time = new NowOption();

    @Override
    public int run(Terminal terminal) throws IOException {
        if (write == (format != null)) {
            throw new Misuse(
                    write ? "--write writes every schema" : "which schema?",
                    "name one of " + String.join(", ", EditorSchemas.FORMATS) + ", or write all of them with --write");
        }
        if (format != null && !EditorSchemas.FORMATS.contains(format)) {
            throw Misuse.unknown("no schema \"" + format + "\"", format, EditorSchemas.FORMATS);
        }
        Checkout checkout = new Hoist()
                .checkout(place.repository(terminal), place.flags(terminal))
                .orElseThrow(() -> new Misuse(
                        "\"" + place.repository(terminal) + "\" lies in no git working tree",
                        "run this in a clone, or name one with --repo"));
        Map<String, String> texts = new EditorSchemas(names(terminal, checkout)).texts();
        if (format != null) {
            terminal.out().append(texts.get(format + ".schema.json"));
            return ExitCode.ACCEPTED;
        }
        String folder = folder(checkout.root());
        for (Map.Entry<String, String> schema : texts.entrySet()) {
            write(checkout.root().resolve(folder), schema.getKey(), schema.getValue());
            terminal.out()
                    .append("wrote ")
                    .append(folder)
                    .append('/')
                    .append(schema.getKey())
                    .append('\n');
        }
        return ExitCode.ACCEPTED;
    }

    private String folder(Path root) {
        if (out != null) {
            return RepositoryOptions.given("--out", out).replaceFirst("/+$", "");
        }
        String beside = Scaffold.Editor.MODELINE.folder();
        boolean isThere = Files.exists(root.resolve(beside).resolve("hoist.schema.json"));
        return (isThere ? beside : Scaffold.Editor.SETTINGS.folder()).replaceFirst("/$", "");
    }

    private static void write(Path folder, String name, String text) {
        try {
            Files.createDirectories(folder);
            try (AtomicFile file = AtomicFile.begin(folder.resolve(name))) {
                file.stream().write(text.getBytes(StandardCharsets.UTF_8));
                file.commit();
            }
        } catch (IOException e) {
            throw new Misuse(
                    "\"" + folder.resolve(name) + "\" cannot be written: " + VisibleText.of(DiskReason.of(e)),
                    "see that it may be written, and that there is room, or name another folder with --out");
        }
    }

    /** The names in base's policy; without a base, those in the policy on the disk. */
    private EditorNames names(Terminal terminal, Checkout checkout) {
        FlagTree tree = checkout.tree();
        Policy policy = policyOfBase(terminal)
                .or(tree::policy)
                .orElseThrow(() -> new Misuse(
                        "there is no readable policy at \"" + tree.policyPath() + "\"",
                        "\"hoist init\" writes one; \"hoist validate --structure-only\" says why it cannot be read"));
        return EditorNames.of(policy, tree);
    }

    private Optional<Policy> policyOfBase(Terminal terminal) {
        ValidateRequest request = new ValidateRequest(
                place.repository(terminal),
                place.flags(terminal),
                base.revision(),
                Optional.empty(),
                time.instant(terminal),
                terminal.environment());
        try {
            return new Hoist()
                    .<Optional<Policy>>propose(
                            request, proposal -> new History(proposal.evidence().line()).policy(0));
        } catch (CannotJudge e) {
            if (base.revision().isPresent()) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
