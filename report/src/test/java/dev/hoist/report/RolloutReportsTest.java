package dev.hoist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hoist.report.RolloutReport.Event;
import dev.hoist.report.RolloutReport.Flag;
import dev.hoist.report.RolloutReport.Mark;
import dev.hoist.report.RolloutReport.Placement;
import dev.hoist.report.RolloutReport.Point;
import dev.hoist.report.RolloutReport.State;
import dev.hoist.report.RolloutReport.Urgency;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.model.Guardrail.OnBreach;
import dev.hoist.validator.verdict.CannotJudge;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a real repository. */
class RolloutReportsTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)> javascript:alert(2) ]]>";

    private static final String POLICY = """
        policy: 1
        zone: Europe/Berlin
        rings:
          internal: {population: 100}
          ga: {population: 900}
        environments:
          staging: {ladder: [0, 100], soak: 0m, spacing: 0m}
          production: {ladder: [0, 10, 50, 100], soak: 1h, spacing: 0m}
        """;

    @TempDir
    Path directory;

    private TinyRepository repository;

    @BeforeEach
    void begin() {
        repository = new TinyRepository(directory).write("flags/policy.yaml", POLICY);
    }

    private static String flag(String key, String rest, String production) {
        return "flag: " + key + "\ndescription: What it does\nowner: checkout\n" + rest
                + "environments:\n  production: " + production + "\n";
    }

    private TinyRepository put(String key, String rest, String production) {
        return repository.write("flags/shop/" + key + ".yaml", flag(key, rest, production));
    }

    private RolloutReport at(String now) {
        return RolloutReports.of(new ReportRequest(directory, "flags", "HEAD", Instant.parse(now), Optional.empty()));
    }

    private static Flag flag(RolloutReport report, String key) {
        return report.flags().stream()
                .filter(flag -> flag.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Placement production(RolloutReport report, String key) {
        return flag(report, key).placements().get(1);
    }

    @Test
    void tellsTheStoryOfAFlag() {
        put("one_click", "", "{percentage: 0}").commit("2026-11-02T09:00:00Z", "Begin");
        String raise = put("one_click", "", "{percentage: 10}").commit("2026-11-03T09:00:00Z", "Raise to 10 %");
        String skipped = put("one_click", "", "{percentage: 100}").commit("2026-11-04T09:00:00Z", "Rush to 100 %");
        String lower = put("one_click", "", "{percentage: 10}").commit("2026-11-05T09:00:00Z", "Roll back");
        String frozen = put("one_click", "", "{percentage: 10, frozen: {reason: Errors, since: 2026-11-06}}")
                .commit("2026-11-06T09:00:00Z", "Freeze");

        RolloutReport report = at("2026-11-07T09:00:00Z");
        Placement placement = production(report, "one_click");
        assertThat(placement.chart().marks())
                .extracting(Mark::event, Mark::commit)
                .containsExactly(
                        tuple(Event.RAISE, raise),
                        tuple(Event.REFUSED, skipped),
                        tuple(Event.LOWER, lower),
                        tuple(Event.FREEZE, frozen));
        assertThat(placement.chart().lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.points()).extracting(Point::percent).containsExactly(0.0, 10.0, 100.0, 10.0));
        assertThat(placement.since()).contains(Instant.parse("2026-11-05T09:00:00Z"));
        assertThat(placement.state()).isEqualTo(State.BLOCKED);
        assertThat(report.changes()).hasSize(5);
        assertThat(report.changes().get(0).commit()).isEqualTo(frozen);
        assertThat(report.attention())
                .extracting(RolloutReport.Attention::urgency)
                .containsExactly(Urgency.FROZEN, Urgency.REFUSED);
        assertThat(report.attention().get(0).sentence()).isEqualTo("Errors, since 2026-11-06");
    }

    @Test
    void saysWhatIsDueAndWhatWaits() {
        put("one_click", "", "{percentage: 0}").commit("2026-11-02T09:00:00Z", "Begin");
        put("one_click", "", "{percentage: 10}").commit("2026-11-03T09:00:00Z", "Raise to 10 %");
        Placement waiting = production(at("2026-11-03T09:30:00Z"), "one_click");
        assertThat(waiting.state()).isEqualTo(State.WAITING);
        assertThat(waiting.from()).contains(Instant.parse("2026-11-03T10:00:00Z"));
        assertThat(waiting.chart().plan())
                .extracting(RolloutReport.PlannedStep::step)
                .containsExactly("50", "100");
        RolloutReport due = at("2026-11-03T10:00:00Z");
        assertThat(production(due, "one_click").state()).isEqualTo(State.READY);
        assertThat(due.attention()).singleElement().satisfies(entry -> {
            assertThat(entry.urgency()).isEqualTo(Urgency.READY);
            assertThat(entry.flag()).contains("one_click");
        });
    }

    @Test
    void showsWhatADependencyCaps() {
        put("parent", "", "{percentage: 50}");
        put("child", "dependencies: [parent]\nsalt: shop\n", "{percentage: 100}");
        repository.commit("2026-11-02T09:00:00Z", "Begin");
        RolloutReport report = at("2026-11-03T09:00:00Z");
        assertThat(flag(report, "parent").dependents()).containsExactly("child");
        assertThat(report.flags()).extracting(Flag::key).containsExactly("parent", "child");
        assertThat(production(report, "child").bars()).singleElement().satisfies(bar -> {
            assertThat(bar.declared()).isEqualTo(100);
            assertThat(bar.effective()).isEqualTo(50);
        });
    }

    @Test
    void showsRingsParkedFiguresAndExpiry() {
        put("by_ring", "", "{rings: {internal: 100, ga: 0}}");
        put("parked", "", "{enabled: false, percentage: 50}");
        put("old", "expires: 2026-11-01\n", "{percentage: 0}");
        repository.commit("2026-11-02T09:00:00Z", "Begin");
        RolloutReport report = at("2026-11-03T09:00:00Z");
        assertThat(production(report, "by_ring").bars())
                .extracting(RolloutReport.Bar::label)
                .containsExactly("internal", "ga");
        assertThat(production(report, "by_ring").users()).contains(new RolloutReport.Users(100, 1000));
        assertThat(production(report, "parked").enabled()).isFalse();
        assertThat(flag(report, "old").expired()).isTrue();
        assertThat(report.attention())
                .anySatisfy(entry -> assertThat(entry.urgency()).isEqualTo(Urgency.EXPIRED));
    }

    @Test
    void showsWhatGuardrailsSay() {
        repository.write("flags/policy.yaml", POLICY + """
            metrics: {prometheus: "https://prometheus.example.com"}
            guardrails:
              error-rate: {query: errors, max: 5}
              latency: {query: p99, max: 100, observe: true}
            """);
        put("one_click", "", "{percentage: 10}").commit("2026-11-02T09:00:00Z", "Begin");
        RolloutReport report = RolloutReports.of(new ReportRequest(
                directory,
                "flags",
                "HEAD",
                Instant.parse("2026-11-03T09:00:00Z"),
                Optional.of((policy, questions, now) -> questions.stream()
                        .map(question -> breach(question, now))
                        .toList())));
        assertThat(production(report, "one_click").guardrails())
                .extracting(RolloutReport.Reading::guardrail, RolloutReport.Reading::isBreach)
                .containsExactlyInAnyOrder(tuple("error-rate", true), tuple("latency", false));
        assertThat(report.attention().get(0).urgency()).isEqualTo(Urgency.BREACHED);
        assertThat(report.attention().get(0).sentence()).isEqualTo("error-rate: 7, at most 5");
        assertThat(HtmlReport.of(report, RepositoryLinks.NONE)).contains("(only observed)");
    }

    private static Reading breach(Question question, Instant now) {
        return new Reading(
                question.guardrail().name().value(),
                question.flag().name(),
                question.environment(),
                Reading.State.BREACH,
                Optional.empty(),
                true,
                OptionalDouble.of(7),
                BigDecimal.valueOf(5),
                Optional.empty(),
                OnBreach.HOLD,
                Optional.of(now),
                now,
                Optional.empty(),
                "7, at most 5");
    }

    @Test
    void hostileTextsStayTexts() {
        repository
                .by("Eve & \"Co\"")
                .write(
                        "flags/shop/one_click.yaml",
                        "flag: one_click\ndescription: '" + HOSTILE + "'\nowner: '<script>alert(3)</script>'\n"
                                + "links: ['javascript:alert(4)']\ntags: ['<s>']\n"
                                + "environments:\n  production: {percentage: 0, frozen: {reason: '" + HOSTILE
                                + "'}}\n");
        repository.commit("2026-11-02T09:00:00Z", "Begin <script>alert(5)</script> \u202Egnirts");
        RolloutReport report = at("2026-11-03T09:00:00Z");
        String page = HtmlReport.of(report, RepositoryLinks.NONE);
        assertThat(page.split("<script", -1)).hasSize(2);
        assertThat(page)
                .doesNotContain("<img")
                .doesNotContain("<s>")
                .doesNotContain("href=\"javascript:")
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .contains("Eve &amp; ");
    }

    @Test
    void cannotDescribeACommitThatIsNotThere() {
        put("one_click", "", "{percentage: 0}").commit("2026-11-02T09:00:00Z", "Begin");
        assertThatThrownBy(() -> RolloutReports.of(new ReportRequest(
                        directory, "flags", "nowhere", Instant.parse("2026-11-03T09:00:00Z"), Optional.empty())))
                .isInstanceOf(CannotJudge.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void describesAnOlderCommit() {
        String first = put("one_click", "", "{percentage: 0}").commit("2026-11-02T09:00:00Z", "Begin");
        put("one_click", "", "{percentage: 10}").commit("2026-11-03T09:00:00Z", "Raise to 10 %");
        RolloutReport report = RolloutReports.of(
                new ReportRequest(directory, "flags", first, Instant.parse("2026-11-04T09:00:00Z"), Optional.empty()));
        assertThat(report.head()).isEqualTo(first);
        assertThat(report.changes()).hasSize(1);
        assertThat(production(report, "one_click").since()).isEqualTo(Optional.empty());
        assertThat(production(report, "one_click").bars())
                .isEqualTo(List.of(new RolloutReport.Bar("", 0, 0, List.of(0.0, 10.0, 50.0, 100.0))));
    }
}
