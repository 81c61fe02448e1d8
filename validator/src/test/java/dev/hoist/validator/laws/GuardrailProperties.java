package dev.hoist.validator.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.Reading.State;
import dev.hoist.validator.guardrail.ReadingSource;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.oracle.Worlds;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** What readings of guardrails can do to a verdict: hold a raise back, and nothing else. */
class GuardrailProperties {
    private static final String GUARDRAILS = """
        metrics: {prometheus: "https://prometheus.example.com"}
        guardrails:
          errors: {query: e, max: 5, on_breach: rollback}
          latency: {query: l, max: 100, on_breach: hold, no_data: pass}
          memory: {query: m, max: 80, on_breach: warn}
          trial: {query: t, min: 1, on_breach: pause, observe: true}
        """;

    private static final List<State> STATES = List.of(State.PASS, State.BREACH, State.NO_DATA);

    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final AtomicInteger HELD = new AtomicInteger();

    @AfterContainer
    static void wasNotAboutNothing() {
        assertThat(ASKED.get()).isPositive();
        assertThat(HELD.get()).isPositive();
    }

    @Property(seed = "20261129", tries = 40)
    void aReadingHoldsARaiseBackAtMostAndWhereAllPassNothing(@ForAll @LongRange(min = 0) long seed) {
        for (Worlds.Scenario scene : Worlds.scenarios(seed, 4)) {
            SplittableRandom random = new SplittableRandom(seed);
            AtomicInteger asked = new AtomicInteger();
            Verdict without = new Judge().judge(new Scenes(style(seed)).proposal(scene));
            Verdict passing =
                    judge(scene, seed, (policy, questions, now) -> answers(questions, now, question -> State.PASS));
            assertThat(said(passing)).as(scene.aim() + " " + seed).isEqualTo(said(without));
            assertThat(passing.movements()).isEqualTo(without.movements());
            Verdict with = judge(scene, seed, (policy, questions, now) -> {
                asked.addAndGet(questions.size());
                return answers(questions, now, question -> STATES.get(random.nextInt(STATES.size())));
            });
            ASKED.addAndGet(asked.get());
            if (without.kind() != Kind.RAISE && without.kind() != Kind.RESTORE) {
                assertThat(asked).as(scene.aim() + " " + seed).hasValue(0);
                assertThat(said(with)).as(scene.aim() + " " + seed).isEqualTo(said(without));
            }
            if (with.accepted()) {
                assertThat(without.accepted()).as(scene.aim() + " " + seed).isTrue();
            } else if (without.accepted()) {
                assertThat(with.findings().stream().filter(Finding::isError))
                        .as(scene.aim() + " " + seed)
                        .allMatch(finding -> finding.rule().text().startsWith("guardrail-"));
                HELD.incrementAndGet();
            }
        }
    }

    private static World.Style style(long seed) {
        return seed % 2 == 0 ? World.Style.FLOW : World.Style.LINES;
    }

    private static Verdict judge(Worlds.Scenario scene, long seed, ReadingSource source) {
        Scenes scenes = new Scenes(style(seed), GuardrailProperties::guarded);
        return new Judge().judge(Judge.read(scenes.proposal(scene), source));
    }

    private static Map<String, String> guarded(Map<String, String> files) {
        Map<String, String> guarded = new TreeMap<>(files);
        guarded.computeIfPresent("policy.yaml", (path, text) -> text + GUARDRAILS);
        return guarded;
    }

    private static List<Reading> answers(List<Question> questions, Instant now, Function<Question, State> state) {
        return questions.stream()
                .map(question -> reading(question, now, state.apply(question)))
                .toList();
    }

    private static Reading reading(Question question, Instant now, State state) {
        return new Reading(
                question.guardrail().name().value(),
                question.flag().name(),
                question.environment(),
                state,
                state == State.NO_DATA ? Optional.of("empty") : Optional.empty(),
                state == State.BREACH,
                state == State.NO_DATA ? OptionalDouble.empty() : OptionalDouble.of(3),
                question.guardrail().threshold().figure(),
                question.guardrail().unit(),
                question.guardrail().onBreach(),
                state == State.BREACH ? Optional.of(now.minusSeconds(600)) : Optional.empty(),
                now,
                Optional.empty(),
                "a reading");
    }

    private static List<String> said(Verdict verdict) {
        return verdict.findings().stream()
                .map(finding -> finding.rule() + " " + finding.severity() + " " + finding.message())
                .sorted()
                .toList();
    }
}
