package dev.hoist.validator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Freeze;
import dev.hoist.validator.model.Link;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Strategy;
import dev.hoist.validator.model.Target;
import dev.hoist.validator.tree.FileReading;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagReadingTest {
    private static final String HEAD = """
        flag: checkout
        description: The new checkout
        owner: shop
        """;

    private static final String TEN = "abcdefgh.9";
    private static final String KEY_OF_100 = TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN;

    @Test
    void readsAFlag() {
        Flag flag = Read.flag("""
            flag: use_state_persistence
            description: Master switch for state persistence
            owner: game-platform
            environments:
              staging:    {percentage: 100}
              production: {percentage: 25}
            """);
        assertThat(flag.name()).isEqualTo("use_state_persistence");
        assertThat(flag.place()).hasToString("flags/checkout/use_state_persistence.yaml:1:7");
        assertThat(flag.salt()).isEqualTo("checkout");
        assertThat(flag.environments()).containsOnlyKeys("staging", "production");
        Form.Everyone form = (Form.Everyone) form(flag, "production");
        assertThat(form.percentage().value()).isEqualTo(Percentage.of(25));
        assertThat(form.percentage().place().toString()).endsWith(":6:28");
        assertThat(form.percentage().place().length()).isEqualTo(2);
    }

    @Test
    void readsEveryOptionalKey() {
        Flag flag = Read.flag(HEAD + """
            dependencies: [one, two-b]
            strategy: ring
            salt: "other: salt"
            environments:
              staging: {rings: {internal: 100, beta: 50.5, ga: 0}, frozen: {reason: incident, since: 2026-11-02}}
              production:
                strategy: canary
                canary: {servers: [eu-1, eu-2], regions: []}
                percentage: 2.25
                enabled: false
                frozen: true
              load: {enabled: false}
              thawed: {rings: {ga: 1}, frozen: false}
            checklist: [tested, ready]
            expires: 2027-03-01
            permanent: true
            links: [https://example.org]
            tags: [a, b c]
            """);
        assertThat(flag.dependencyKeys()).containsExactly("one", "two-b");
        assertThat(flag.strategy().map(Located::value)).contains(Strategy.RING);
        assertThat(flag.salt()).isEqualTo("other: salt");
        assertThat(flag.checklist()).extracting(Located::value).containsExactly("tested", "ready");
        assertThat(flag.expires().map(Located::value)).contains(LocalDate.of(2027, 3, 1));
        assertThat(flag.permanent()).isTrue();
        assertThat(flag.links()).containsExactly(new Link(Optional.empty(), "https://example.org"));
        assertThat(flag.contact()).isEmpty();
        assertThat(flag.tags()).containsExactly("a", "b c");

        Form.Rings rings = (Form.Rings) form(flag, "staging");
        assertThat(rings.figures())
                .extracting(figure -> figure.ring().value())
                .containsExactly("internal", "beta", "ga");
        assertThat(rings.figure("beta").orElseThrow().percentage().value().hundredths())
                .isEqualTo(5050);
        Freeze freeze = block(flag, "staging").frozen().orElseThrow();
        assertThat(freeze.reason()).contains("incident");
        assertThat(freeze.since()).contains(LocalDate.of(2026, 11, 2));

        Block production = block(flag, "production");
        assertThat(production.enabled()).isFalse();
        assertThat(production.live()).isEmpty();
        assertThat(production.strategy().map(Located::value)).contains(Strategy.CANARY);
        assertThat(production.frozen()).isPresent();
        Form.Canary canary = (Form.Canary) production.form().orElseThrow();
        assertThat(canary.servers()).extracting(Located::value).containsExactly("eu-1", "eu-2");
        assertThat(canary.regions()).isEmpty();
        assertThat(canary.elsewhere().hundredths()).isEqualTo(225);

        assertThat(block(flag, "load").form()).isEmpty();
        assertThat(block(flag, "thawed").isFrozen()).isFalse();
    }

    @Test
    void readsTargetsNamedLinksAndTheContact() {
        Flag flag = Read.flag(HEAD + """
            environments:
              staging: {percentage: 5, target: 50.5}
              production: {rings: {beta: 0}, target: beta}
              load: {percentage: 0}
            links: {dashboard: https://example.org/d, runbook: https://example.org/r}
            contact: "#game-oncall"
            """);
        assertThat(block(flag, "staging").target().map(Located::value)).contains(new Target.UpTo(new Percentage(5050)));
        assertThat(block(flag, "production").target().map(Located::value)).contains(new Target.Through("beta"));
        assertThat(block(flag, "load").target()).isEmpty();
        assertThat(flag.links())
                .containsExactly(
                        new Link(Optional.of("dashboard"), "https://example.org/d"),
                        new Link(Optional.of("runbook"), "https://example.org/r"));
        assertThat(flag.contact()).contains("#game-oncall");
    }

    @Test
    void refusesTargetsAndLinksThatAreNone() {
        FileReading reading = Read.file("flags/checkout/checkout.yaml", """
            flag: checkout
            description: x
            owner: z
            environments:
              staging: {percentage: 5, target: 101}
              production: {percentage: 5, target: beta}
              load: {percentage: 5, target: [50]}
            links: {"1st": https://example.org}
            contact: 5
            """);
        assertThat(Read.lines(reading))
                .containsExactly(
                        "5:36 schema-violation 101 is not a percentage: 0 to 100, with at most two decimals; or the"
                                + " name of a ring",
                        "6:39 schema-violation the target is \"beta\", and the block has no \"rings\"",
                        "7:25 schema-violation a list is not a percentage: 0 to 100, with at most two decimals; or the"
                                + " name of a ring",
                        "8:9 schema-violation \"1st\" is not a name: a letter, then letters, digits, dots, _ or -, at"
                                + " most 64 characters",
                        "9:10 schema-violation 5 is not a text of 1 to 200 characters");
    }

    @Test
    void reportsAllMistakesOfAFileEachOnceAtItsPlace() {
        FileReading reading = Read.file("flags/checkout/checkout.yaml", """
            flag: checkout
            descripton: misspelt
            owner: 25
            dependencies: [one, 1ne, one]
            salt: ""
            environments:
              staging: {percentage: 120}
              1st: {percentage: 5}
              production: {rings: {internal: lots, ga: -1}, percentage: 5}
              third: {}
              fourth: {canary: {server: [a]}, frozen: often}
              fifth:
              sixth: {enabled: yes}
            expires: 2027-02-30
            """);
        assertThat(Read.lines(reading))
                .containsExactly(
                        "2:1 schema-violation unknown key \"descripton\"",
                        "3:8 schema-violation 25 is not a text of 1 to 200 characters",
                        "4:21 schema-violation \"1ne\" is not a key: words of letters and digits joined by single _, -"
                                + " or ., beginning with a letter, at most 100 characters",
                        "4:26 schema-violation \"one\" is listed twice",
                        "5:7 schema-violation \"\" is not a text of 1 to 200 characters on one line",
                        "7:25 schema-violation 120 is not a percentage: 0 to 100, with at most two decimals",
                        "8:3 schema-violation \"1st\" is not a name: a letter, then letters, digits, dots, _ or -, at"
                                + " most 64 characters",
                        "9:34 schema-violation \"lots\" is not a percentage: 0 to 100, with at most two decimals",
                        "9:44 schema-violation -1 is not a percentage: 0 to 100, with at most two decimals",
                        "9:49 schema-violation \"percentage\" beside \"rings\": a block has one form",
                        "10:3 schema-violation no figures: percentage, rings or canary is missing",
                        "11:21 schema-violation unknown key \"server\"",
                        "11:43 schema-violation \"often\" is not true, false or a mapping with reason and since",
                        "12:3 schema-violation an empty value is not a mapping with percentage, rings or canary",
                        "13:3 schema-violation no figures: percentage, rings or canary is missing",
                        "13:20 ambiguous-scalar \"yes\" is a boolean to some YAML parsers and text to others",
                        "14:10 schema-violation \"2027-02-30\" is not a day that the calendar has");
        assertThat(reading.findings()).allSatisfy(finding -> {
            assertThat(finding.flag()).contains("checkout");
            assertThat(finding.help()).isPresent();
        });
        assertThat(reading.findings().get(0).help()).contains("did you mean \"description\"?");
        assertThat(reading.findings().get(5).environment()).contains("staging");
    }

    @Test
    void namesEveryKeyThatIsMissing() {
        assertThat(Read.lines(Read.named("flag: some\n")))
                .containsExactly(
                        "1:1 schema-violation the key \"description\" is missing",
                        "1:1 schema-violation the key \"environments\" is missing",
                        "1:1 schema-violation the key \"owner\" is missing");
    }

    @Test
    void wantsTheKindOfFileOnItsFirstLine() {
        assertThat(Read.lines(Read.named("owner: shop\nflag: checkout\ndescription: x\nenvironments: {}\n")))
                .containsExactly("2:1 schema-violation \"flag\" is not the first key");
        assertThat(Read.lines(Read.named("flga: some\ndescription: x\nowner: z\nenvironments: {}\n")))
                .containsExactly("1:1 schema-violation unknown key \"flga\"");
        assertThat(Read.lines(Read.named("description: x\nowner: z\nenvironments: {}\n")))
                .containsExactly("1:1 schema-violation the key \"flag\" is missing");
    }

    @Test
    void refusesWhatIsNoMapping() {
        assertThat(Read.lines(Read.named("- flag: a\n")))
                .containsExactly("1:1 schema-violation what the file holds is not a mapping of keys to values");
        assertThat(Read.lines(Read.named("# nothing\n"))).containsExactly("1:1 schema-violation the file is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "percentage|{rings: {ga: 0}}|ring|5:16",
                "percentage|{canary: {servers: []}}|canary|5:16",
                "ring|{percentage: 0}|percentage|5:16",
                "ring|{canary: {servers: []}, percentage: 5}|canary|5:16",
                "canary|{percentage: 0}|percentage|5:16"
            })
    void wantsTheFormOfTheStrategy(String strategy, String block, String form, String place) {
        String message = place + " schema-violation the strategy is \"" + strategy
                + "\", but the block is written as \"" + form + "\"";
        assertThat(Read.lines(
                        Read.named(HEAD + "environments:\n  production: " + block + "\nstrategy: " + strategy + "\n")))
                .containsExactly(message);
        FileReading reading = Read.named(HEAD
                + "environments:\n  production:\n    strategy: " + strategy + "\n    "
                + block.substring(1, block.length() - 1).replace("}, ", "}\n    ") + "\n");
        assertThat(Read.lines(reading))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(form));
        // a strategy of the block's own is what counts there
        assertThat(Read.named(HEAD + "strategy: " + strategy + "\nenvironments:\n  production: "
                        + block.replaceFirst("\\{", "{strategy: " + form + ", ") + "\n"))
                .isInstanceOf(FileReading.OfFlag.class);
    }

    @Test
    void aKeyIsTheNameOfItsFile() {
        FileReading reading = Read.file("flags/checkout/check-out.yaml", HEAD + "environments: {}\n");
        assertThat(reading).isInstanceOf(FileReading.Unreadable.class);
        assertThat(Read.lines(reading))
                .containsExactly("1:7 misnamed-file the file with the key \"checkout\" is named \"check-out.yaml\"");
    }

    @Test
    void aFlagLiesInAGroupAndThePolicyInNone() {
        assertThat(Read.lines(
                        Read.file("flags/policy.yaml", "flag: policy\ndescription: x\nowner: z\nenvironments: {}\n")))
                .containsExactly("1:1 misnamed-file the policy file contains the key \"flag\", so it is not a policy");
        assertThat(Read.lines(Read.file(
                        "flags/a/policy.yaml", "policy: 1\nenvironments: {e: {ladder: [0, 100], soak: 0m}}\n")))
                .containsExactly("1:1 misnamed-file a policy in the group \"a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout.v2-2027", "newCheckout", "promo_2", "A", "a1", "X-2.y_3", KEY_OF_100, "a.1.2.3"})
    void aKeyIsWordsOfLettersAndDigits(String key) {
        assertThat(Read.file(
                        "flags/checkout/" + key + ".yaml",
                        "flag: " + key + "\ndescription: x\nowner: z\nenvironments: {}\n"))
                .isInstanceOf(FileReading.OfFlag.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2promo",
                "_a",
                "a_",
                "a__b",
                "a.-b",
                "a.",
                ".a",
                "a b",
                "a/b",
                "\u00e4",
                "a\u00e4",
                KEY_OF_100 + "x",
                "a:b",
                "a+b"
            })
    void nothingElseIsAKey(String key) {
        assertThat(Read.lines(Read.named("flag: checkout\ndescription: x\nowner: z\ndependencies: [\"" + key
                        + "\"]\nenvironments: {}\n")))
                .containsExactly(
                        "4:16 schema-violation \"" + (key.length() > 60 ? key.substring(0, 60) + "\u2026" : key)
                                + "\" is not a key: words of letters and digits joined by single _, - or ., beginning"
                                + " with a letter, at most 100 characters");
    }

    @Test
    void keysAndNamesEndWhereTheySeemTo() {
        assertThat(Read.lines(Read.file(
                        "flags/checkout/a.yaml", "flag: \"a\\n\"\ndescription: x\nowner: z\nenvironments: {}\n")))
                .contains("1:7 schema-violation \"a\\u000a\" is not a key: words of letters and digits joined by single"
                        + " _, - or ., beginning with a letter, at most 100 characters");
        assertThat(Read.lines(Read.named(HEAD + "environments: {\"p\\n\": {percentage: 0}}\n")))
                .hasSize(1);
        assertThat(Read.lines(Read.named(HEAD + "environments: {}\n\"\\e[31m\": 1\n")))
                .containsExactly(
                        "5:1 unsafe-yaml an escape for an invisible or line-breaking character, U+001B ESCAPE");
        assertThat(Read.lines(Read.named(HEAD + "salt: \"a\\nb\"\nenvironments: {}\n")))
                .hasSize(1);
        assertThat(Read.lines(Read.named(HEAD + "salt: \"a\\n\"\nenvironments: {}\n")))
                .hasSize(1);
    }

    @Test
    void refusesLongTexts() {
        assertThat(Read.lines(
                        Read.named("flag: a\ndescription: " + "x".repeat(2001) + "\nowner: z\nenvironments: {}\n")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("2:14 schema-violation \"xxx")
                        .endsWith("2000 characters"));
        assertThat(Read.named("flag: a\ndescription: " + "😀".repeat(2000) + "\nowner: z\nenvironments: {}\n"))
                .isInstanceOf(FileReading.OfFlag.class);
    }

    private static Form form(Flag flag, String environment) {
        return block(flag, environment).form().orElseThrow();
    }

    private static Block block(Flag flag, String environment) {
        Optional<Block> block = flag.block(environment);
        return block.orElseThrow();
    }
}
