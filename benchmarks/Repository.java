import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes a repository of flags with a history that Hoist accepts from end to end: {@code java Repository.java DIR [FLAGS [COMMITS
 * [SEED]]]}. The branch {@code main} holds the history; {@code change}, which is checked out, is one raise ahead of it.
 */
public final class Repository {
    private static final int[] LADDER = {0, 1, 5, 10, 25, 50, 75, 100};
    private static final int ALL = 100;
    private static final String[] RINGS = {"internal", "beta", "ga"};
    private static final int GROUP_SIZE = 20;
    private static final int MERGE_SECONDS = 60;
    private static final Duration FULL_DAY = Duration.ofHours(24);
    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");

    private static final String POLICY =
            """
            policy: 1
            zone: UTC
            rings:
              internal: {description: Company employees, population: 200}
              beta:     {description: Opted-in testers, population: 2000}
              ga:       {description: All users, population: 100000}
            environments:
              staging:
                ladder: [0, 1, 5, 10, 25, 50, 75, 100]
                soak: 30m
                spacing: 0m
              production:
                after: {environment: staging, at: 100}
                ladder: [0, 1, 5, 10, 25, 50, 75, 100]
                soak: 1h
                holds: {50: 4h}
                spacing: 5m
                regions:
                  eu-west: {game-eu-1: 4, game-eu-2: 4, game-eu-3: 4}
                  us-east: {game-us-1: 5, game-us-2: 5, game-us-3: 5}
                canary:
                  - {servers: 1, traffic: [2, 5], soak: 1h}
                peak_hours:
                  - {days: [mon, tue, wed, thu, fri], from: "17:00", to: "20:00"}
                checklist: [staging-tests-passing, rollback-tested]
            stale_after: 900d
            """;

    private final Random random;
    private final int most;
    private final OutputStream out;
    private final List<Flag> flags = new ArrayList<>();
    private Instant now;
    private int mark;
    private int edits;

    private Repository(int most, int commits, long seed, OutputStream out) {
        this.random = new Random(seed);
        this.most = most;
        this.out = out;
        this.now = END.minus(Duration.ofHours(commits));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 1 || arguments.length > 4) {
            System.err.println("usage: java Repository.java DIR [FLAGS [COMMITS [SEED]]]");
            System.exit(2);
        }
        Path directory = Path.of(arguments[0]);
        int flags = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        int commits = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 1;
        Files.createDirectories(directory);
        git(directory, "init", "--quiet", "--initial-branch=main", ".");
        Process loading = new ProcessBuilder("git", "fast-import", "--quiet")
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream out = new BufferedOutputStream(loading.getOutputStream(), 1 << 16)) {
            new Repository(flags, commits, seed, out).write(commits);
        }
        if (loading.waitFor() != 0) {
            throw new IOException("git fast-import failed");
        }
        git(directory, "repack", "-a", "-d", "--quiet");
        git(directory, "checkout", "--quiet", "change");
    }

    private static void git(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        if (new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start().waitFor() != 0) {
            throw new IOException(command + " failed");
        }
    }

    private void write(int commits) throws IOException {
        Map<String, String> first = new LinkedHashMap<>();
        first.put("flags/policy.yaml", POLICY);
        // half of the flags, or as many as a short history needs so that all are there in the end
        while (flags.size() < Math.max((most + 1) / 2, most - commits / 10)) {
            bear(first);
        }
        commit("main", "Begin with a policy and flags at 0", first, false);
        for (int made = 1; made < commits; made++) {
            now = now.plusSeconds(60L * (20 + random.nextInt(70)));
            step();
        }
        Map<String, String> change = new LinkedHashMap<>();
        String subject = raise(change);
        while (subject == null) {
            now = now.plus(FULL_DAY);
            subject = raise(change);
        }
        commit("change", subject, change, false);
    }

    private void step() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        boolean merged = random.nextInt(5) == 0;
        if (merged) {
            // what a merge brings is judged when it lands, a minute after the commit on the side
            now = now.plusSeconds(MERGE_SECONDS);
        }
        int dice = random.nextInt(100);
        String subject = null;
        if (dice < 20 && flags.size() < most) {
            subject = "Add " + bear(files).key;
        } else if (dice < 30) {
            files.put("src/App.java", "class App {\n    int edits = " + ++edits + ";\n}\n");
            subject = "Work on the application";
        } else if (dice < 45) {
            subject = describe(files);
        } else if (dice < 90) {
            subject = raise(files);
        }
        if (subject == null) {
            subject = lower(files);
        }
        if (subject == null) {
            subject = describe(files);
        }
        commit("main", subject, files, merged);
    }

    private Flag bear(Map<String, String> files) {
        int number = flags.size();
        int group = number / GROUP_SIZE;
        int first = group * GROUP_SIZE;
        Flag flag = new Flag("use_feature_g" + group + "_part_p" + number % GROUP_SIZE, "feature-" + group, group);
        // in a chain of groups each flag depends on one or two before it; the canary groups stand alone
        if (number > first && flag.shape != Shape.CANARY && random.nextInt(4) > 0) {
            flag.dependOn(flags.get(first + random.nextInt(Math.min(4, number - first))));
            if (random.nextInt(4) == 0) {
                flag.dependOn(flags.get(first + random.nextInt(number - first)));
            }
        }
        flags.add(flag);
        files.put(flag.path(), flag.text());
        return flag;
    }

    private String describe(Map<String, String> files) {
        Flag flag = any();
        flag.wording = ++edits;
        files.put(flag.path(), flag.text());
        return "Describe " + flag.key;
    }

    private String raise(Map<String, String> files) {
        for (int tries = 0; tries < 200; tries++) {
            Flag flag = any();
            boolean done = raiseStaging(flag) || raiseProduction(flag);
            if (done) {
                files.put(flag.path(), flag.text());
                return "Raise " + flag.key;
            }
        }
        return null;
    }

    private boolean raiseStaging(Flag flag) {
        int next = next(flag.staging);
        boolean may = next > 0
                && !now.isBefore(flag.stagingMoved.plus(Duration.ofMinutes(30)))
                && flag.dependencies.stream().allMatch(other -> other.staging >= next);
        if (may) {
            flag.staging = next;
            flag.stagingMoved = now;
        }
        return may;
    }

    private boolean raiseProduction(Flag flag) {
        if (flag.staging < ALL || isPeak() || now.isBefore(flag.productionMoved.plus(flag.soak()))) {
            return false;
        }
        boolean done = flag.shape == Shape.CANARY && !flag.onCanary;
        if (done) {
            flag.onCanary = true;
        }
        for (int ring = 0; ring < RINGS.length && !done; ring++) {
            int at = ring;
            int next = next(flag.production[ring]);
            if (next > 0) {
                if (flag.dependencies.stream().anyMatch(other -> other.production[at] < next)) {
                    return false;
                }
                Arrays.fill(flag.production, ring, flag.shape == Shape.RINGS ? ring + 1 : RINGS.length, next);
                done = true;
            }
        }
        if (done) {
            flag.productionMoved = now;
        }
        return done;
    }

    /** Takes a flag down, and with it whatever depends on it. */
    private String lower(Map<String, String> files) {
        for (int tries = 0; tries < 50; tries++) {
            Flag flag = any();
            if (flag.production[0] > 0) {
                int to = LADDER[random.nextInt(3)];
                lower(flag, to, files);
                return "Take " + flag.key + " down to " + to + " %";
            }
        }
        return null;
    }

    private void lower(Flag flag, int to, Map<String, String> files) {
        if (Arrays.stream(flag.production).anyMatch(figure -> figure > to)) {
            for (int ring = 0; ring < RINGS.length; ring++) {
                flag.production[ring] = Math.min(flag.production[ring], to);
            }
            flag.onCanary = flag.onCanary && to > 0;
            flag.productionMoved = now;
            files.put(flag.path(), flag.text());
        }
        flag.dependents.forEach(other -> lower(other, to, files));
    }

    private Flag any() {
        return flags.get(random.nextInt(flags.size()));
    }

    private boolean isPeak() {
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && time.getHour() >= 17 && time.getHour() < 20;
    }

    private static int next(int figure) {
        return Arrays.stream(LADDER).filter(rung -> rung > figure).findFirst().orElse(0);
    }

    /** One change on a branch; some come as a merge of a branch with one commit. */
    private void commit(String branch, String subject, Map<String, String> files, boolean merged) throws IOException {
        int parent = mark;
        if (merged) {
            header("side", subject, parent, 0, now.minusSeconds(MERGE_SECONDS));
            files(files);
            header(branch, "Merge: " + subject, parent, mark, now);
        } else {
            header(branch, subject, parent, 0, now);
        }
        files(files);
    }

    private void header(String branch, String subject, int parent, int other, Instant time) throws IOException {
        line("commit refs/heads/" + branch);
        line("mark :" + ++mark);
        line("author Flag Keeper <keeper@example.org> " + time.getEpochSecond() + " +0000");
        line("committer Flag Keeper <keeper@example.org> " + time.getEpochSecond() + " +0000");
        data(subject + "\n");
        if (parent > 0) {
            line("from :" + parent);
        }
        if (other > 0) {
            line("merge :" + other);
        }
    }

    private void files(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            line("M 100644 inline " + file.getKey());
            data(file.getValue());
        }
    }

    private void data(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        line("data " + bytes.length);
        out.write(bytes);
        line("");
    }

    private void line(String text) throws IOException {
        out.write((text + "\n").getBytes(UTF_8));
    }

    private enum Shape {
        PERCENTAGE,
        RINGS,
        CANARY
    }

    private static final class Flag {
        final String key;
        final String group;
        final Shape shape;
        final List<Flag> dependencies = new ArrayList<>();
        final List<Flag> dependents = new ArrayList<>();
        final int[] production = new int[RINGS.length];
        int staging;
        boolean onCanary;
        int wording;
        Instant stagingMoved = Instant.EPOCH;
        Instant productionMoved = Instant.EPOCH;

        Flag(String key, String group, int number) {
            this.key = key;
            this.group = group;
            this.shape = number % 7 == 5 ? Shape.RINGS : number % 7 == 6 ? Shape.CANARY : Shape.PERCENTAGE;
        }

        void dependOn(Flag other) {
            if (!dependencies.contains(other)) {
                dependencies.add(other);
                other.dependents.add(this);
            }
        }

        Duration soak() {
            return Duration.ofHours(Arrays.stream(production).anyMatch(figure -> figure == 50) ? 4 : 1);
        }

        String path() {
            return "flags/" + group + "/" + key + ".yaml";
        }

        String text() {
            StringBuilder text = new StringBuilder("flag: " + key + "\n");
            text.append("description: Decides whether ").append(group).append(" does its part");
            text.append(wording == 0 ? "" : ", as worded the " + wording + "th time").append('\n');
            text.append("owner: team-").append(Math.floorMod(group.hashCode(), 7)).append('\n');
            if (!dependencies.isEmpty()) {
                List<String> keys = dependencies.stream().map(flag -> flag.key).toList();
                text.append("dependencies: [").append(String.join(", ", keys)).append("]\n");
            }
            text.append("checklist: [staging-tests-passing, rollback-tested]\n");
            text.append("environments:\n");
            text.append("  staging:    {percentage: ").append(staging).append("}\n");
            text.append("  production: {").append(form()).append("}\n");
            return text.toString();
        }

        private String form() {
            return switch (shape) {
                case PERCENTAGE -> "percentage: " + production[0];
                case RINGS -> String.format(
                        "rings: {internal: %d, beta: %d, ga: %d}", production[0], production[1], production[2]);
                case CANARY -> (onCanary ? "canary: {servers: [game-eu-1]}, " : "") + "percentage: " + production[0];
            };
        }
    }
}
