package dev.hoist.benchmarks.evaluator;

import java.util.List;

/**
 * A line of the table.
 *
 * @param benchmark the class and method that are run
 * @param length of the ids, in characters
 * @param name for the table
 * @param does what happens in one operation
 */
record Row(String benchmark, int length, String name, String does) {
    static final Row FLOOR = new Row(
            "HashBenchmark.floor", 16, "the loop alone", "takes the next of 256 ids; every other row does that too");
    static final Row CHARACTERS =
            new Row("HashBenchmark.characters", 16, "hash, `charAt`", "murmur3 over the id's characters, one by one");
    static final Row FOUR_CHARACTERS = new Row(
            "HashBenchmark.fourCharacters",
            16,
            "hash, four `charAt`",
            "murmur3 over the id's characters, four at a time");
    static final Row FRESH = new Row(
            "FlagBenchmark.percentageFresh",
            16,
            "percentage, fresh context",
            "makes a context of the id and asks for a flag at 25 %");
    static final Row USED = new Row(
            "FlagBenchmark.percentageUsed",
            16,
            "percentage, used context",
            "asks a context for a second flag of the same salt");
    static final Row EVERYONE =
            new Row("FlagBenchmark.everyone", 16, "flag at 100 %", "makes a context and asks for a flag at 100 %");
    static final Row NOBODY =
            new Row("FlagBenchmark.nobody", 16, "flag at 0 %", "makes a context and asks for a flag at 0 %");
    static final Row KEY_OF_THOUSAND = new Row(
            "FlagBenchmark.keyOfThousand",
            16,
            "by key among 1,000",
            "fresh context, `isEnabled` with one and the same key of 1,000");
    static final Row EACH_KEY_OF_THOUSAND = new Row(
            "FlagBenchmark.eachKeyOfThousand",
            16,
            "by each key of 1,000",
            "fresh context, `isEnabled` with each of 1,000 keys in turn");
    static final Row LONG_CHARACTERS =
            new Row(CHARACTERS.benchmark, 36, "hash, `charAt`, 36 characters", "as above, the ids being UUIDs");
    static final Row LONG_FOUR_CHARACTERS = new Row(
            FOUR_CHARACTERS.benchmark, 36, "hash, four `charAt`, 36 characters", "as above, the ids being UUIDs");
    static final Row LONG_FRESH =
            new Row(FRESH.benchmark, 36, "percentage, fresh context, 36 characters", "as above, the ids being UUIDs");

    static final Row ALL_OF_KEPT = new Row(
            "FlagBenchmark.allOfKept",
            16,
            "all, kept context",
            "asks a context that is there already for all seven flags and the experiment: three salts");

    static final List<Row> HASHES = List.of(
            FLOOR,
            new Row("HashBenchmark.bytes", 16, "hash, `byte[]`", "murmur3 over bytes that are there already"),
            CHARACTERS,
            FOUR_CHARACTERS,
            new Row(
                    "HashBenchmark.pairs",
                    16,
                    "hash, `charAt` in pairs",
                    "the same, read as the generated code reads it, but without salt, context and bucket"),
            new Row("HashBenchmark.copied", 16, "hash, `getBytes`", "copies the id into bytes and hashes those"));

    static final List<Row> FLAGS = List.of(
            FRESH,
            USED,
            ALL_OF_KEPT,
            new Row("FlagBenchmark.ring", 16, "ring", "fresh context with a ring; a flag with a share for each ring"),
            new Row(
                    "FlagBenchmark.canary",
                    16,
                    "canary",
                    "fresh context with a server, by its name; a flag on one server and at 25 % elsewhere"),
            new Row(
                    "FlagBenchmark.childOfSameSalt",
                    16,
                    "child, same salt",
                    "fresh context; a flag at 10 % under one at 25 %, both of one salt"),
            new Row(
                    "FlagBenchmark.childOfOtherSalt",
                    16,
                    "child, other salt",
                    "fresh context; a flag at 10 % under one at 25 %, of two salts"),
            EVERYONE,
            NOBODY,
            new Row(
                    "FlagBenchmark.keyOfSeven",
                    16,
                    "by key among 7",
                    "fresh context, `isEnabled` with one and the same key of 7"),
            KEY_OF_THOUSAND,
            new Row(
                    "FlagBenchmark.eachKeyOfSeven",
                    16,
                    "by each key of 7",
                    "fresh context, `isEnabled` with each of 7 keys in turn; two of them hash nothing, one may hash twice"),
            EACH_KEY_OF_THOUSAND,
            new Row("FlagBenchmark.experiment", 16, "experiment", "fresh context; one of three variants"),
            new Row(
                    "FlagBenchmark.explain",
                    16,
                    "`explain`",
                    "fresh context; value, reason, bucket and threshold, by key"));

    static final List<Row> PEERS = List.of(
            new Row("PeerBenchmark.togglz", 16, "Togglz", "gradual at 25 %, state in memory"),
            new Row(
                    "PeerBenchmark.openFeature",
                    16,
                    "OpenFeature SDK",
                    "provider in memory; its evaluator takes 25 % by the row *hash, four `charAt`*"),
            new Row("PeerBenchmark.launchDarkly", 16, "LaunchDarkly", "rollout of 25 % from a file, no events"),
            new Row("PeerBenchmark.flagd", 16, "flagd in process", "fractional at 25 % from a file, through the SDK"),
            new Row("PeerBenchmark.unleash", 16, "Unleash", "flexible rollout of 25 %, bootstrapped, no metrics"));

    static final List<Row> LONG = List.of(
            new Row("HashBenchmark.bytes", 36, "hash, `byte[]`, 36 characters", "as above, the ids being UUIDs"),
            LONG_CHARACTERS,
            LONG_FOUR_CHARACTERS,
            new Row("HashBenchmark.pairs", 36, "hash, `charAt` in pairs, 36 characters", "as above, the ids being UUIDs"),
            new Row("HashBenchmark.copied", 36, "hash, `getBytes`, 36 characters", "as above, the ids being UUIDs"),
            LONG_FRESH);
}
