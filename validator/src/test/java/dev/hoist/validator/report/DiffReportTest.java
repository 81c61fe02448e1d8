package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.diff.EnvironmentDiff;
import dev.hoist.validator.diff.FlagDiff;
import dev.hoist.validator.effect.Population;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffReportTest {
    private static final String POLICY = """
        policy: 1
        zone: Europe/Berlin
        rings: {internal: {population: 200}, beta: {population: 2000}, ga: {population: 100000}}
        environments:
          staging: {ladder: [0, 100], soak: 0m}
          production:
            ladder: [0, 10, 25, 50, 100]
            soak: 1h
            regions: {eu: {a: 2, b: 3}}
        """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    /** A raise of a ring, which would be accepted an hour later. */
    private Diff raise() {
        scenario.production("f", "{rings: {internal: 100, beta: 10, ga: 0}}").base();
        scenario.production("f", "{rings: {internal: 100, beta: 25, ga: 0}}").ago("20m");
        scenario.production("f", "{rings: {internal: 100, beta: 50, ga: 0}}");
        return diffed();
    }

    /** A parent switched off, with a child beneath it and an experiment within. */
    private Diff rollback() {
        scenario.production("parent", "{percentage: 50}")
                .flag(
                        "child",
                        "dependencies: [parent]\nenvironments: {production: {canary: {servers: [a]}, percentage: 25}}")
                .file("experiments/e.yaml", """
                    experiment: e
                    description: d
                    owner: o
                    within: child
                    status: running
                    variants: {one: 40, two: 60}
                    metrics: [m]
                    """)
                .base();
        scenario.production("parent", "{enabled: false, percentage: 50, frozen: {reason: errors rise}}");
        return diffed();
    }

    private Diff nothing() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.flag("f", "tags: [x]\nenvironments:\n  production: {percentage: 10}");
        return diffed();
    }

    private Diff diffed() {
        return Diff.of(new Judge(), scenario.proposalInAClone());
    }

    @Test
    void writesARaiseForPeople() {
        assertThat(written(DiffFormat.TEXT, raise())).isEqualTo("""
            production              share    gain   lose        of
              f rises
                internal            100 %       –      –       200
                beta            25 → 50 %   ≈ 500      –     2,000
                ga                    0 %       –      –   100,000
                all users   0.68 → 1.17 %   ≈ 500      –   102,200
                waits for the soak: would pass from 2026-11-24 10:40 Europe/Berlin

            refused: 1 error; time alone refuses it, it would pass from 2026-11-24 10:40 Europe/Berlin
              error flags/g/f.yaml:5:45: "f" last moved in production at 2026-11-24 09:40 Europe/Berlin, 20m ago, and must stand for 1h before it rises [soak-cut-short]

            ≈ is to be expected: hashing and traffic decide who exactly
            kind: raise
            base: commit1 origin/main, the remote's default branch
            head: the working tree
            now: 2026-11-24 10:00:00 Europe/Berlin; past times are those that committers claim
            """);
    }

    @Test
    void writesARollbackForPeople() {
        assertThat(written(DiffFormat.TEXT, rollback())).isEqualTo("""
            production                   share   gain       lose          of
              parent falls
                all users             50 → 0 %      –   ≈ 51,100     102,200
                switched off, parked at 50 %
                is frozen from here on: errors rise
                child falls with parent
                  on a                50 → 0 %      –    ≈ 1,022     ≈ 2,044
                  elsewhere           25 → 0 %      –   ≈ 25,039   ≈ 100,156
                  all users         25.5 → 0 %      –   ≈ 26,061     102,200
                  on a stays capped at 0 % by parent; declared 100 %
                  elsewhere becomes capped at 0 % by parent; declared 25 %
              experiment e is left within child
                all users           25.5 → 0 %      –   ≈ 26,061     102,200
                variant one, 40 %                   –   ≈ 10,424
                variant two, 60 %                   –   ≈ 15,637

            accepted: 1 warning
              warning flags/g/child.yaml:5:16: "child" is declared at 25 % in production, but its dependency "parent" has only 0 % [capped-by-dependency]

            ≈ is to be expected: hashing and traffic decide who exactly
            kind: rollback
            base: commit0 origin/main, the remote's default branch
            head: the working tree
            now: 2026-11-24 10:00:00 Europe/Berlin; past times are those that committers claim
            """);
    }

    @Test
    void writesARaiseAsMarkdown() {
        assertThat(written(DiffFormat.MARKDOWN, raise())).isEqualTo("""
            ## Hoist: refused: 1 error; time alone refuses it, it would pass from 2026-11-24 10:40 Europe/Berlin

            - flags/g/f.yaml:5:45: "f" last moved in production at 2026-11-24 09:40 Europe/Berlin, 20m ago, and must stand for 1h before it rises &#91;soak-cut-short&#93;<br>help: wait until it has soaked

            ### production

            | what | share | gain | lose | of |
            | --- | ---: | ---: | ---: | ---: |
            | **f** rises | 0.68 → 1.17 % | ≈ 500 | – | 102,200 |

            - f waits for the soak: would pass from 2026-11-24 10:40 Europe/Berlin

            <details><summary>production, by ring, server and variant</summary>

            | what | who | share | gain | lose | of |
            | --- | --- | ---: | ---: | ---: | ---: |
            | f | internal | 100 % | – | – | 200 |
            | f | beta | 25 → 50 % | ≈ 500 | – | 2,000 |
            | f | ga | 0 % | – | – | 100,000 |
            | f | all users | 0.68 → 1.17 % | ≈ 500 | – | 102,200 |

            </details>

            ≈ is to be expected: hashing and traffic decide who exactly<br>
            kind: raise<br>
            base: commit1 origin/main, the remote's default branch<br>
            head: the working tree<br>
            now: 2026-11-24 10:00:00 Europe/Berlin; past times are those that committers claim
            """);
    }

    @Test
    void writesARollbackAsMarkdown() {
        assertThat(written(DiffFormat.MARKDOWN, rollback())).isEqualTo("""
            ## Hoist: accepted: 1 warning

            ### production

            | what | share | gain | lose | of |
            | --- | ---: | ---: | ---: | ---: |
            | **parent** falls | 50 → 0 % | – | ≈ 51,100 | 102,200 |
            | ↳ **child** falls with parent | 25.5 → 0 % | – | ≈ 26,061 | 102,200 |
            | experiment **e** is left within child | 25.5 → 0 % | – | ≈ 26,061 | 102,200 |

            - parent: switched off, parked at 50 %
            - parent: is frozen from here on: errors rise
            - child: on a stays capped at 0 % by parent; declared 100 %
            - child: elsewhere becomes capped at 0 % by parent; declared 25 %

            <details><summary>production, by ring, server and variant</summary>

            | what | who | share | gain | lose | of |
            | --- | --- | ---: | ---: | ---: | ---: |
            | parent | all users | 50 → 0 % | – | ≈ 51,100 | 102,200 |
            | child | on a | 50 → 0 % | – | ≈ 1,022 | ≈ 2,044 |
            | child | elsewhere | 25 → 0 % | – | ≈ 25,039 | ≈ 100,156 |
            | child | all users | 25.5 → 0 % | – | ≈ 26,061 | 102,200 |
            | e | all users | 25.5 → 0 % | – | ≈ 26,061 | 102,200 |
            | e | variant one, 40 % |  | – | ≈ 10,424 |  |
            | e | variant two, 60 % |  | – | ≈ 15,637 |  |

            </details>

            <details><summary>1 warning</summary>

            - flags/g/child.yaml:5:16: "child" is declared at 25 % in production, but its dependency "parent" has only 0 % &#91;capped-by-dependency&#93;<br>help: the dependency limits the users; lower the percentage to what users really get

            </details>

            ≈ is to be expected: hashing and traffic decide who exactly<br>
            kind: rollback<br>
            base: commit0 origin/main, the remote's default branch<br>
            head: the working tree<br>
            now: 2026-11-24 10:00:00 Europe/Berlin; past times are those that committers claim
            """);
    }

    @Test
    void writesARaiseAsJson() {
        assertThat(written(DiffFormat.JSON, raise())).isEqualTo("""
            {
              "verdict": "refused",
              "kind": "raise",
              "base": "commit1",
              "head": "worktree",
              "now": "2026-11-24T09:00:00Z",
              "timeSource": "claimed",
              "baseName": "origin/main",
              "baseReason": "the remote's default branch",
              "zone": "Europe/Berlin",
              "passesFrom": "2026-11-24T09:40:00Z",
              "environments": [
                {"environment": "production", "population": 102200, "rings": [{"ring": "internal", "population": 200}, {"ring": "beta", "population": 2000}, {"ring": "ga", "population": 100000}], "flags": [
                  {"flag": "f", "presence": "kept", "direction": "raise", "cause": "own", "movedBy": [], "reshuffled": false, "rows": [{"ring": "internal", "where": "everywhere", "servers": [], "from": 100, "to": 100, "gain": 0, "lose": 0, "declaredFrom": 100, "declaredTo": 100, "users": {"population": 200, "before": 200, "after": 200, "gain": 0, "lose": 0, "expected": false}, "capped": null}, {"ring": "beta", "where": "everywhere", "servers": [], "from": 25, "to": 50, "gain": 25, "lose": 0, "declaredFrom": 25, "declaredTo": 50, "users": {"population": 2000, "before": 500, "after": 1000, "gain": 500, "lose": 0, "expected": true}, "capped": null}, {"ring": "ga", "where": "everywhere", "servers": [], "from": 0, "to": 0, "gain": 0, "lose": 0, "declaredFrom": 0, "declaredTo": 0, "users": {"population": 100000, "before": 0, "after": 0, "gain": 0, "lose": 0, "expected": false}, "capped": null}], "total": {"population": 102200, "before": 700, "after": 1200, "gain": 500, "lose": 0, "expected": true}, "parked": null, "hold": "free", "reason": null, "next": null, "waits": [{"rule": "soak-cut-short", "severity": "error", "flag": "f", "environment": "production", "file": "flags/g/f.yaml", "line": 5, "column": 45, "message": "\\"f\\" last moved in production at 2026-11-24 09:40 Europe/Berlin, 20m ago, and must stand for 1h before it rises", "help": "wait until it has soaked", "passesFrom": "2026-11-24T09:40:00Z", "notes": []}]}
                ], "experiments": []}
              ],
              "findings": [
                {"rule": "soak-cut-short", "severity": "error", "flag": "f", "environment": "production", "file": "flags/g/f.yaml", "line": 5, "column": 45, "message": "\\"f\\" last moved in production at 2026-11-24 09:40 Europe/Berlin, 20m ago, and must stand for 1h before it rises", "help": "wait until it has soaked", "passesFrom": "2026-11-24T09:40:00Z", "notes": []}
              ]
            }
            """);
    }

    @Test
    void writesJsonThatCanBeRead() {
        JsonNode json = JsonMapper.shared().readTree(written(DiffFormat.JSON, rollback()));
        JsonNode production = json.get("environments").get(0);
        assertThat(production.get("population").intValue()).isEqualTo(102_200);
        JsonNode child = production.get("flags").get(1);
        assertThat(child.get("cause").asString()).isEqualTo("dependency");
        assertThat(child.get("movedBy").get(0).asString()).isEqualTo("parent");
        assertThat(child.get("total").get("lose").decimalValue()).isEqualByComparingTo("26061");
        assertThat(child.get("rows").get(1).get("capped").get("newly").asBoolean())
                .isTrue();
        assertThat(production
                        .get("flags")
                        .get(0)
                        .get("parked")
                        .get("percentage")
                        .intValue())
                .isEqualTo(50);
        assertThat(production.get("experiments").get(0).get("variants").size()).isEqualTo(2);
    }

    @Test
    void writesNothingWhereNothingMoves() {
        Diff nothing = nothing();
        assertThat(written(DiffFormat.TEXT, nothing)).isEmpty();
        assertThat(written(DiffFormat.MARKDOWN, nothing)).isEmpty();
        assertThat(JsonMapper.shared()
                        .readTree(written(DiffFormat.JSON, nothing))
                        .get("environments")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void coloursOnlyWhenAsked() {
        Diff raise = raise();
        assertThat(written(DiffFormat.TEXT, raise)).doesNotContain("\u001b");
        assertThat(written(DiffFormat.TEXT, AnsiStyle.COLOURED, raise))
                .contains("\u001b[1;31mrefused\u001b[0m: 1 error")
                .contains("\u001b[1mf\u001b[0m rises");
    }

    @Test
    void saysWhyThereAreSharesInsteadOfUsers() {
        scenario.policy(POLICY.replace("ga: {population: 100000}", "ga: {}"));
        assertThat(written(DiffFormat.TEXT, raise()))
                .contains("beta       25 → 50 %   ≈ 500      –   2,000\n")
                .doesNotContain("all users")
                .contains("the policy states no population of ga: shares stand where users cannot be counted");
    }

    @Test
    void tellsOfAFigureThatMovesNobody() {
        scenario.production("parent", "{percentage: 10}")
                .flag("child", "dependencies: [parent]\nenvironments: {production: {percentage: 50}}")
                .base();
        scenario.flag("child", "dependencies: [parent]\nenvironments: {production: {percentage: 10}}");
        assertThat(written(DiffFormat.TEXT, diffed())).contains("""
              child moves nobody
                all users    10 %      –      –   102,200
                declared 50 → 10 %
            """);
    }

    @Test
    void tellsOfFlagsThatComeAndGo() {
        scenario.production("old", "{percentage: 100}").base();
        scenario.without("g/old.yaml").production("new", "{percentage: 10}");
        assertThat(written(DiffFormat.TEXT, diffed()))
                .contains("\n  new is new and rises\n")
                .contains("\n  old is removed and falls\n");
    }

    @Test
    void tellsOfAFreezeInALine() {
        scenario.production("f", "{rings: {internal: 100, beta: 10, ga: 0}}").base();
        scenario.production("f", "{rings: {internal: 100, beta: 10, ga: 0}, frozen: {reason: errors}}");
        assertThat(written(DiffFormat.TEXT, diffed()))
                .startsWith("production\n  f is frozen where it stands\n    because: errors\n\naccepted\n");
        assertThat(written(DiffFormat.MARKDOWN, diffed()))
                .contains("| **f** is frozen where it stands |  | – | – |  |\n\n- f: because: errors\n")
                .doesNotContain("<details>");
    }

    @Test
    void tellsOfAReshuffle() {
        scenario.flag("f", "environments: {production: {percentage: 25}}").base();
        scenario.flag("f", "salt: other\nenvironments: {production: {percentage: 25}}");
        assertThat(written(DiffFormat.TEXT, diffed()))
                .contains("  f goes to other users\n    all users   25 → 25 %   ≈ 19,163   ≈ 19,163   102,200\n");
    }

    @Test
    void keepsHostileTextsInTheirPlace() {
        Diff hostile = hostile();
        String text = written(DiffFormat.TEXT, hostile);
        assertThat(text.codePoints().filter(point -> point != '\n' && VisibleText.hides(point)))
                .isEmpty();
        assertThat(text.lines()).noneMatch(line -> line.startsWith("::"));
        String markdown = written(DiffFormat.MARKDOWN, hostile);
        assertThat(markdown.replace("<details><summary>", "")
                        .replace("</summary>", "")
                        .replace("</details>", "")
                        .replace("<br>", ""))
                .doesNotContain("<", "`", "[c]", "\u001b");
        assertThat(JsonMapper.shared()
                        .readTree(written(DiffFormat.JSON, hostile))
                        .get("environments")
                        .get(0)
                        .get("environment")
                        .asString())
                .isEqualTo(Samples.HOSTILE);
    }

    private static Diff hostile() {
        FlagDiff flag = new FlagDiff(
                Samples.HOSTILE,
                FlagDiff.Presence.KEPT,
                FlagDiff.Cause.DEPENDENCY,
                List.of(Samples.HOSTILE),
                1,
                false,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                FlagDiff.Hold.FROZEN,
                Optional.empty(),
                Optional.empty(),
                List.of(Samples.hostile()));
        EnvironmentDiff environment = new EnvironmentDiff(
                Samples.HOSTILE, List.of(new Population(Samples.HOSTILE, Optional.empty())), List.of(flag), List.of());
        return new Diff(
                Samples.against(
                        new Base(Optional.of(Samples.BASE), Samples.HOSTILE, "--base"),
                        Samples.judged(Kind.RAISE, List.of(Samples.hostile()), List.of())),
                List.of(environment));
    }

    @Test
    void staysBelowWhatAForgeTakes() {
        Diff rollback = rollback();
        EnvironmentDiff environment = rollback.environments().get(0);
        List<FlagDiff> many =
                new ArrayList<>(Collections.nCopies(2_000, environment.flags().get(1)));
        Diff large = new Diff(
                rollback.verdict(),
                List.of(new EnvironmentDiff("production", environment.populations(), many, environment.experiments())));
        String markdown = written(DiffFormat.MARKDOWN, large);
        assertThat(markdown.length()).isBetween(50_000, DiffMarkdown.LIMIT);
        assertThat(markdown).matches("(?s).*\n… and \\d+ lines more: run hoist diff\n");
        assertThat(markdown.split("<details>", -1)).hasSameSizeAs(markdown.split("</details>", -1));
    }

    private static String written(DiffFormat format, Diff diffed) {
        return written(format, AnsiStyle.PLAIN, diffed);
    }

    private static String written(DiffFormat format, AnsiStyle look, Diff diffed) {
        StringBuilder text = new StringBuilder();
        try {
            format.report(look).write(diffed, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
