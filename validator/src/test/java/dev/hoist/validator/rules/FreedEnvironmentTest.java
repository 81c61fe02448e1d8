package dev.hoist.validator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.verdict.Kind;
import org.junit.jupiter.api.Test;

class FreedEnvironmentTest {
    private static final String POLICY = """
        policy: 1
        environments:
          preview: {free: true, ladder: [0, 100], soak: 0m}
          staging: {ladder: [0, 100], soak: 0m}
          production: {ladder: [0, 50, 100], soak: 0m}
        """;

    private static Scenario scenario() {
        return new Scenario()
                .ignoring("policy-edited")
                .policy(POLICY)
                .flag("pay", "environments: {preview: {percentage: 0}, production: {percentage: 50}}")
                .base();
    }

    @Test
    void refusesToSetAnEnvironmentFree() {
        Finding finding = scenario()
                .policy(POLICY.replace(
                        "production: {ladder: [0, 50, 100], soak: 0m}",
                        "production: {ladder: [0, 50, 100], soak: 0m, free: true}  # refused: freed-environment"))
                .refusal();
        assertThat(Scenario.text(finding)).isEqualTo("""
            flags/policy.yaml:5:48: the environment "production" would become free, but it was not free when it was created \
            [freed-environment]
            help: leave out "free", or add a new environment that is free from its beginning\
            """);
        assertThat(finding.environment()).contains("production");
    }

    @Test
    void refusesAJudgedCopyOfAFreeEnvironment() {
        Finding finding = scenario()
                .policy(POLICY + "  live: {from: preview, ladder: [0, 100], soak: 0m}  # refused: freed-environment\n")
                .refusal();
        assertThat(Scenario.text(finding)).isEqualTo("""
            flags/policy.yaml:6:16: the environment "live" starts as a copy of "preview", which is free [freed-environment]
            help: leave out "from", so that it starts empty, or copy a judged environment\
            """);
        assertThat(finding.environment()).contains("live");
    }

    @Test
    void acceptsFreeAndJudgedCopiesOfTheirOwnKind() {
        scenario()
                .policy(POLICY
                        + "  look: {from: preview, free: true, ladder: [0, 100], soak: 0m}\n"
                        + "  live: {from: production, ladder: [0, 50, 100], soak: 0m}\n")
                .verify();
    }

    @Test
    void refusesItBesideARollback() {
        assertThat(scenario()
                        .policy(POLICY.replace(
                                "  staging: {ladder: [0, 100], soak: 0m}",
                                "  staging: {free: true, ladder: [0, 100], soak: 0m}  # refused: freed-environment"))
                        .flag("pay", "environments: {production: {percentage: 0}}")
                        .verify()
                        .kind())
                .isEqualTo(Kind.ROLLBACK);
    }

    @Test
    void refusesItWhereTheEnvironmentWasJudgedOnceAndIsGoneSince() {
        scenario()
                .policy(POLICY.replace("  staging: {ladder: [0, 100], soak: 0m}\n", ""))
                .ago("7d")
                .policy(POLICY.replace(
                        "  staging: {ladder: [0, 100], soak: 0m}",
                        "  staging: {free: true, ladder: [0, 100], soak: 0m}  # refused: freed-environment"))
                .verify();
    }

    @Test
    void refusesACopyOfAnEnvironmentThatIsJudged() {
        Finding finding = scenario().policy(POLICY + """
              second: {from: first, ladder: [0, 100], soak: 0m}
              first: {from: production, ladder: [0, 100], soak: 0m}
              live:
                from: second
                free: true   # refused: freed-environment
                ladder: [0, 100]
                soak: 0m
            """).flag("pay", """
                environments:
                  preview: {percentage: 0}
                  production: {percentage: 50}
                  first: {percentage: 50}
                  second: {percentage: 50}
                  live: {percentage: 50}
                """).refusal();
        assertThat(Scenario.text(finding)).isEqualTo("""
            flags/policy.yaml:10:5: the environment "live" would be free, though it starts as a copy of "production", \
            which is not [freed-environment]
            help: leave out "from", so that it starts empty, or leave out "free"\
            """);
    }

    @Test
    void acceptsANewEnvironmentAndACopyOfAFreeOne() {
        scenario().policy(POLICY + """
              sandbox: {free: true, ladder: [0, 100], soak: 0m}
              copy: {free: true, from: preview, ladder: [0, 100], soak: 0m}
            """).verify();
    }

    @Test
    void acceptsThatAnEnvironmentWhichWasAlwaysFreeComesBack() {
        scenario()
                .policy(POLICY.replace("  preview: {free: true, ladder: [0, 100], soak: 0m}\n", ""))
                .flag("pay", "environments: {production: {percentage: 50}}")
                .ago("7d")
                .policy(POLICY)
                .verify();
    }

    @Test
    void acceptsThatOneStopsBeingFree() {
        assertThat(scenario()
                        .policy(POLICY.replace("free: true", "free: false"))
                        .verify()
                        .kind())
                .isEqualTo(Kind.NONE);
    }

    @Test
    void judgesWhatRisesWhileOneStopsBeingFree() {
        scenario()
                .policy(POLICY.replace("free: true", "free: false")
                        .replace(", soak: 0m}\n  staging", ", soak: 0m}  # refused: raise-not-alone\n  staging"))
                .flag("pay", "environments: {preview: {percentage: 100}, production: {percentage: 50}}")
                .verify();
    }

    @Test
    void saysNothingOfABaseline() {
        new Scenario()
                .ignoring("policy-edited")
                .policy(POLICY)
                .flag("pay", "environments: {preview: {percentage: 100}}")
                .verify();
    }
}
