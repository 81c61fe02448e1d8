package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.SourceText;
import dev.hoist.validator.verdict.Acknowledgement;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Share;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verdicts to render. */
final class Samples {
    static final Base MAIN = new Base(
            Optional.of("0123456789abcdef0123456789abcdef01234567"), "origin/main", "the remote's default branch");
    static final String BASE = "0123456789abcdef0123456789abcdef01234567";
    static final String HEAD = "fedcba9876543210fedcba9876543210fedcba98";
    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    /** An escape sequence, line breaks of three kinds, a workflow command, Markdown, HTML, and a text that runs backwards. */
    static final String HOSTILE = "\u001b[31mred\n"
            + "::error::forged\r"
            + "##[error]forged\u2028%0A::stop-commands::x `a` |b| <img src=x> [c](d)\u202e\u200b\u009b2J";

    private Samples() {}

    static SourceText file(String path, String text) {
        return new SourceText(path, text);
    }

    static Finding aheadOfDependency() {
        SourceText child = file(
                "flags/state-persistence/enable_state_snapshots.yaml",
                "flag: enable_state_snapshots\n\n\n\n\nenvironments:\n  production: {percentage: 25}\n");
        SourceText parent = file(
                "flags/state-persistence/use_state_persistence.yaml", "\n\n\n\n\n  production: {percentage: 10}\n");
        return Finding.error(
                        new RuleId("ahead-of-dependency"),
                        new Place(child, 7, 28, 2),
                        "\"enable_state_snapshots\" would reach 25 % in production, ahead of \"use_state_persistence\""
                                + " at 10 %")
                .about("enable_state_snapshots")
                .in("production")
                .note(new Place(parent, 6, 28, 2), "\"use_state_persistence\" stands here")
                .help("raise \"use_state_persistence\" to 25 % first, or leave \"enable_state_snapshots\" at 10 %");
    }

    static Finding soak() {
        SourceText file = file("flags/a/x.yaml", "flag: x\r\nenvironments:\r\n  production: {percentage: 25}\r\n");
        return Finding.error(new RuleId("soak-cut-short"), new Place(file, 3, 28, 2), "\"x\" moved 10 minutes ago")
                .about("x")
                .in("production")
                .passesFrom(Instant.parse("2026-11-24T07:59:30Z"));
    }

    static Finding policyEdited() {
        return Finding.errorIn(new RuleId("policy-edited"), "flags/policy.yaml", "the policy changes")
                .as(dev.hoist.validator.finding.Severity.WARNING);
    }

    static Finding hostile() {
        SourceText file = file("flags/a/" + HOSTILE + ".yaml", "flag: " + HOSTILE.replace("\n", "") + "\n");
        return Finding.error(new RuleId("misnamed-file"), new Place(file, 1, 7, 4), "no " + HOSTILE)
                .about(HOSTILE)
                .in(HOSTILE)
                .note(new Place(file, 1, 1, 1), HOSTILE)
                .help(HOSTILE);
    }

    /** A raise refused twice, and a warning. */
    static Verdict refused() {
        return judged(Kind.RAISE, List.of(aheadOfDependency(), soak(), policyEdited()), List.of(raise()));
    }

    static Verdict accepted() {
        return judged(Kind.RAISE, List.of(), List.of(raise()));
    }

    static CannotJudgeReport trouble() {
        return new CannotJudgeReport("the clone is shallow", "fetch the whole history", "flags/policy.yaml");
    }

    static Finding overridden() {
        Finding soak = soak();
        return Finding.warning(
                        new RuleId("overridden"),
                        soak.place().orElseThrow(),
                        "soak-cut-short is overridden by commit 0123456789 because the review asks for it: "
                                + soak.message())
                .about("x")
                .in("production");
    }

    static Share figure(String percent) {
        return new Share.Uniform(new BigDecimal(percent));
    }

    static Movement raise() {
        return new Movement(
                "use_state_persistence",
                "production",
                Movement.Direction.RAISE,
                figure("10.00"),
                figure("25"),
                Optional.of(new Movement.UserCount(new BigDecimal("15330.0"), 102_200)),
                Optional.of(new Movement.Next(Percentage.of(50), Instant.parse("2026-11-24T08:00:00Z"))));
    }

    static Movement lower(Share from, Share to) {
        return new Movement("x", "staging", Movement.Direction.LOWER, from, to, Optional.empty(), Optional.empty());
    }

    static Verdict judged(Kind kind, List<Finding> findings, List<Movement> movements) {
        return judged(kind, HEAD, findings, movements);
    }

    static Verdict judged(Kind kind, String head, List<Finding> findings, List<Movement> movements) {
        return new Verdict(
                kind,
                MAIN,
                head,
                NOW,
                Verdict.TimeSource.CLAIMED,
                ZoneId.of("Europe/Berlin"),
                findings,
                movements,
                false);
    }

    static Verdict against(Base base, Verdict verdict) {
        return new Verdict(
                verdict.kind(),
                base,
                verdict.head(),
                verdict.now(),
                verdict.timeSource(),
                verdict.zone(),
                verdict.findings(),
                verdict.movements(),
                false);
    }

    /** A raise, an overridden raise, and a rollback that split the rings. */
    static AuditedChange[] history() {
        Map<String, Share> rings = new LinkedHashMap<>();
        rings.put("internal", figure("100"));
        rings.put("ga", figure("50"));
        return new AuditedChange[] {
            change("Raise state persistence", List.of(), List.of(raise())),
            change("Raise it, sooner", List.of(overridden()), List.of(raise())),
            change("Raise it too soon", List.of(soak()), List.of(raise())),
            new AuditedChange(
                    BASE,
                    NOW.plusSeconds(60),
                    "Grace, on call",
                    "Revert \"Raise it too soon\"",
                    judged(Kind.ROLLBACK, BASE, List.of(), List.of(lower(new Share.ByRing(rings), figure("0")))),
                    Optional.empty())
        };
    }

    static String judged(ReportFormat format, Verdict whole, Verdict... steps) {
        StringBuilder text = new StringBuilder();
        try {
            format.report(AnsiStyle.PLAIN).judged(whole, List.of(steps), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String troubled(ReportFormat format) {
        return troubled(format, trouble());
    }

    static String troubled(ReportFormat format, CannotJudgeReport trouble) {
        StringBuilder text = new StringBuilder();
        try {
            format.report(AnsiStyle.PLAIN).trouble(trouble, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static AuditedChange change(String subject, List<Finding> findings, List<Movement> movements) {
        return new AuditedChange(HEAD, NOW, "Ada", subject, judged(Kind.RAISE, findings, movements), Optional.empty());
    }

    /** A refused change that a later commit acknowledges. */
    static AuditedChange acknowledged() {
        return new AuditedChange(
                HEAD,
                NOW,
                "Ada",
                "in a hurry",
                judged(Kind.RAISE, List.of(soak()), List.of()),
                Optional.of(new Acknowledgement(BASE, "Grace", HOSTILE)));
    }

    static String rendered(ReportFormat format, AnsiStyle look, Verdict judged) {
        StringBuilder text = new StringBuilder();
        try {
            format.report(look).judged(judged, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String audited(ReportFormat format, AuditedChange... changes) {
        StringBuilder text = new StringBuilder();
        AuditTally tally = new AuditTally();
        try (AuditReport report = format.report(AnsiStyle.PLAIN).audit(text)) {
            for (AuditedChange change : changes) {
                tally.count(change);
                report.change(change);
            }
            report.end(tally);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
