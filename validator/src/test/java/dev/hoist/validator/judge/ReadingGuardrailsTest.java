package dev.hoist.validator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.ReadingSource;
import dev.hoist.validator.guardrail.Readings;
import dev.hoist.validator.guardrail.SampleReading;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A change asks the metrics server for what it needs to be judged, and for nothing else. */
class ReadingGuardrailsTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 25, 50, 100], soak: 0m}
        metrics: {prometheus: https://prometheus.example.com}
        guardrails:
          error-rate: {query: errors, max: 5}
        """;
    private static final String EXPERIMENT = """
        experiment: e
        description: d
        owner: o
        within: f
        status: running
        variants: {a: 50, b: 50}
        min_sample_size: 1000
        exposures: took_part
        """;

    private final Scenario scenario = new Scenario()
            .policy(POLICY)
            .production("f", "{percentage: 25}")
            .file("g/e.yaml", EXPERIMENT)
            .base();
    private final Breaching source = new Breaching(new ArrayList<>());

    /** A metrics server where every guardrail is breached and no sample is large enough. */
    private record Breaching(List<String> asked) implements ReadingSource {
        @Override
        public List<Reading> read(Policy policy, List<Question> questions, Instant now) {
            asked.add("guardrails " + questions.size() + " at " + now);
            return questions.stream().map(question -> breach(question, now)).toList();
        }

        private static Reading breach(Question question, Instant now) {
            return new Reading(
                    question.guardrail().name().value(),
                    question.flag().name(),
                    question.environment(),
                    Reading.State.BREACH,
                    Optional.empty(),
                    true,
                    OptionalDouble.of(6),
                    question.guardrail().threshold().figure(),
                    Optional.empty(),
                    question.guardrail().onBreach(),
                    Optional.of(now),
                    now,
                    Optional.empty(),
                    "error-rate is 6, at most 5");
        }

        @Override
        public List<SampleReading> readSamples(Policy policy, List<Experiment> experiments, Instant now) {
            asked.add("samples " + experiments.size());
            return experiments.stream()
                    .map(one -> new SampleReading(one.name(), false, "a has 10 users of 1,000"))
                    .toList();
        }
    }

    private List<String> rules(Proposal proposal) {
        return new Judge()
                .judge(proposal).findings().stream()
                        .map(finding -> finding.rule().text())
                        .toList();
    }

    @Test
    void asksNothingOfAChangeThatRaisesNothing() {
        scenario.production("f", "{percentage: 0}");
        Proposal proposal = scenario.proposal();
        assertThat(Judge.read(proposal, source).evidence().readings()).isEqualTo(new Readings.Unread());
        Change change = Judge.change(proposal);
        assertThat(Judge.read(change, source)).isSameAs(change);
        assertThat(source.asked).isEmpty();
    }

    @Test
    void asksTheGuardrailsThatCoverWhatRises() {
        scenario.production("f", "{percentage: 50}");
        Proposal proposal = scenario.proposal();
        assertThat(rules(proposal)).containsExactly("guardrail-unread");
        Proposal read = Judge.read(proposal, source);
        assertThat(source.asked).containsExactly("guardrails 1 at 2026-11-24T09:00:00Z");
        assertThat(rules(read)).containsExactly("guardrail-breached");
        assertThat(read.base()).isEqualTo(proposal.base());
        assertThat(read.headName()).isEqualTo(proposal.headName());
        assertThat(read.head()).isSameAs(proposal.head());
    }

    @Test
    void countsTheUsersOfAnExperimentThatEnds() {
        scenario.file("g/e.yaml", EXPERIMENT.replace("running", "concluded"));
        Proposal read = Judge.read(scenario.proposal(), source);
        assertThat(source.asked).containsExactly("samples 1");
        assertThat(rules(read)).containsExactly("underpowered-experiment");
    }

    @Test
    void asksBothWhereAFlagRisesAsAnExperimentEnds() {
        scenario.production("f", "{percentage: 50}").file("g/e.yaml", EXPERIMENT.replace("running", "concluded"));
        Verdict verdict = new Judge().judge(Judge.read(scenario.proposal(), source));
        assertThat(source.asked).containsExactly("guardrails 1 at 2026-11-24T09:00:00Z", "samples 1");
        assertThat(verdict.guardrails()).hasSize(1);
    }
}
