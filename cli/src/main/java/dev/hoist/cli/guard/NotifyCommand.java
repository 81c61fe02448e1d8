package dev.hoist.cli.guard;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.guardrails.notice.Deliveries;
import dev.hoist.guardrails.notice.DeliveryLog;
import dev.hoist.guardrails.notice.Notice;
import dev.hoist.guardrails.notice.NoticeFormat;
import dev.hoist.guardrails.notice.NoticeSender;
import dev.hoist.validator.AuditRequest;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.report.VisibleText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist notify}: posts every movement that landed since a commit, to a webhook and to Grafana. */
@Command(
        name = "notify",
        description = "Posts every movement that landed since a commit: to a webhook, and to Grafana as annotations.",
        footer = {
            "",
            "Environment variables:",
            "  HOIST_WEBHOOK_URL      where movements are posted to",
            "  HOIST_WEBHOOK_SECRET   signs each post, by HMAC-SHA256 in X-Hoist-Signature-256",
            "  HOIST_GRAFANA_URL      the root of a Grafana, for annotations",
            "  HOIST_GRAFANA_TOKEN    its token, or HOIST_GRAFANA_TOKEN_FILE, a file with it",
            "",
            "Examples:",
            "  hoist notify --since HEAD~1",
            "  hoist notify --since v1.4 --state .hoist-posted --format slack",
            "",
            "Exit codes: 0 all posted, 2 a post failed, or cannot."
        })
public final class NotifyCommand extends ExecutableCommand {
    @Option(
            names = "--since",
            paramLabel = "REV",
            required = true,
            description = "The commit after which movements are posted.")
    String since = "";

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "A file that remembers what was posted, so that nothing is posted twice. Default: none.")
    @Nullable
    String state;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "What the webhook takes: json, or slack for Slack and Mattermost. Default: json.")
    String format = "json";

    @Option(names = "--dry-run", description = "Show what would be posted, and post nothing.")
    boolean dryRun;

    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Mixin
    NowOption time = new NowOption();

    @Override
    public int run(Terminal terminal) throws IOException {
        NoticeFormat body =
                NoticeFormat.named(format).orElseThrow(() -> Misuse.unknownFormat(format, NoticeFormat.names()));
        String after = RepositoryOptions.given("--since", since);
        if (dryRun) {
            for (Notice notice : notices(terminal, after)) {
                line(terminal, notice.text());
            }
            return ExitCode.ACCEPTED;
        }
        NoticeSender sender = new NoticeSender(terminal.environment(), body);
        Deliveries deliveries;
        try (DeliveryLog log = log(terminal)) {
            deliveries = sender.send(notices(terminal, after), log);
        }
        for (Map.Entry<String, Integer> posted : deliveries.posted().entrySet()) {
            line(
                    terminal,
                    posted.getValue() + (posted.getValue() == 1 ? " movement" : " movements") + " posted to the "
                            + posted.getKey());
        }
        if (deliveries.known() > 0) {
            line(terminal, deliveries.known() + " posted before");
        }
        terminal.out().flush();
        deliveries.failed().forEach(sentence -> terminal.err().println("hoist: " + VisibleText.of(sentence)));
        if (!deliveries.failed().isEmpty()) {
            terminal.err()
                    .println("  = help: run the command again"
                            + (state == null ? ", with --state so that nothing is posted twice" : ""));
            terminal.err().flush();
        }
        return deliveries.failed().isEmpty() ? ExitCode.ACCEPTED : ExitCode.CANNOT_JUDGE;
    }

    private List<Notice> notices(Terminal terminal, String after) {
        List<Notice> notices = new ArrayList<>();
        new Hoist()
                .audit(
                        new AuditRequest(
                                place.repository(terminal),
                                place.flags(terminal),
                                Optional.of(after),
                                Optional.empty(),
                                time.instant(terminal)),
                        change -> change.verdict()
                                .movements()
                                .forEach(movement -> notices.add(new Notice(change, movement))));
        return notices;
    }

    private DeliveryLog log(Terminal terminal) {
        return state == null ? DeliveryLog.none() : DeliveryLog.open(terminal.path("--state", state, "name a file"));
    }

    private static void line(Terminal terminal, String text) throws IOException {
        terminal.out().append(VisibleText.of(text)).append('\n');
    }
}
