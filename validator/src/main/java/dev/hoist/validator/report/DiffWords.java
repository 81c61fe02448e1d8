package dev.hoist.validator.report;

import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.diff.EnvironmentDiff;
import dev.hoist.validator.diff.ExperimentDiff;
import dev.hoist.validator.diff.ExposureRow;
import dev.hoist.validator.diff.FlagDiff;
import dev.hoist.validator.effect.Segment;
import dev.hoist.validator.effect.Shift;
import dev.hoist.validator.effect.Users;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ThousandsSeparator;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Freeze;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.rules.RuleFacts;
import dev.hoist.validator.verdict.NextStep;
import dev.hoist.validator.verdict.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sentences for people in a diff, shared by all formats. */
record DiffWords(Verdict verdict) {
    static final String NOTHING = "–";

    private static final String EXPECTED = "≈";
    private static final int NAMED_AT_MOST = 3;
    private static final int SHOWN_DECIMALS = 2;
    private static final int COMPARED_DECIMALS = 12;
    private static final BigDecimal ALL = new BigDecimal(100);

    /** A line with numbers about some users. */
    record ReachRow(String who, String share, String gain, String lose, String of, boolean moves) {}

    /** What happens to a flag, as text that follows the flag's name. */
    static String happens(FlagDiff flag) {
        String verb = switch (flag.direction()) {
            case RAISE -> "rises";
            case LOWER -> "falls";
            case BOTH -> flag.reshuffled() ? "goes to other users" : "rises and falls";
            case NONE -> still(flag);
        };
        return switch (flag.cause()) {
            case OWN ->
                switch (flag.presence()) {
                    case KEPT -> verb;
                    case ADDED -> "is new and " + verb;
                    case REMOVED -> "is removed and " + verb;
                };
            case POLICY -> verb + " by the policy";
            case DEPENDENCY -> verb + " with " + named(flag.movedBy());
        };
    }

    private static String still(FlagDiff flag) {
        return switch (flag.hold()) {
            case FROZEN -> "is frozen where it stands";
            case THAWED -> "is no longer frozen";
            case FREE, STILL_FROZEN -> "moves nobody";
        };
    }

    /** The users of a flag: one line for each group, and then a total if there are several groups. */
    static List<ReachRow> lines(FlagDiff flag) {
        List<ReachRow> lines = new ArrayList<>();
        if (flag.direction() == FlagDiff.Direction.NONE
                && flag.rows().stream().allMatch(row -> row.declaredFrom().equals(row.declaredTo()))) {
            return lines;
        }
        flag.rows().forEach(row -> lines.add(line(row.part(), row.shift(), row.users())));
        if (lines.size() > 1) {
            flag.total().ifPresent(total -> lines.add(together(total)));
        }
        return lines;
    }

    /** All users of a flag, in one line. */
    static ReachRow summary(FlagDiff flag) {
        List<ReachRow> lines = lines(flag);
        if (lines.isEmpty()) {
            return new ReachRow("", "", NOTHING, NOTHING, "", false);
        }
        return lines.size() > 1 && flag.total().isEmpty()
                ? new ReachRow("", "by ring", "", "", "", true)
                : lines.get(lines.size() - 1);
    }

    /** What happens to the users who take part in an experiment. */
    static String happens(ExperimentDiff experiment) {
        boolean enter = experiment.rows().stream().anyMatch(row -> row.shift().gains());
        boolean leave = experiment.rows().stream().anyMatch(row -> row.shift().loses());
        String verb =
                enter ? leave ? "is entered and left" : "is entered" : leave ? "is left" : "divides its users anew";
        return verb + " within " + experiment.within();
    }

    /** The users who take part in an experiment, with a total if their number is known, and then the variants. */
    static List<ReachRow> lines(ExperimentDiff experiment) {
        List<ReachRow> lines = new ArrayList<>();
        if (experiment.total().isPresent()) {
            lines.add(together(experiment.total().get()));
        } else {
            experiment.rows().forEach(row -> lines.add(line(row.part(), row.shift(), row.users())));
        }
        for (ExperimentDiff.Variant variant : experiment.variants()) {
            String weights = change(
                    variant.from().map(Percentage::toString).orElse("0"),
                    variant.to().map(Percentage::toString).orElse("0"),
                    false);
            lines.add(new ReachRow(
                    "variant " + variant.name() + ", " + weights,
                    "",
                    variant.users()
                            .map(users -> people(users.gain(), users.expected()))
                            .orElse("?"),
                    variant.users()
                            .map(users -> people(users.lose(), users.expected()))
                            .orElse("?"),
                    "",
                    variant.users()
                            .map(users -> users.gain().signum() + users.lose().signum() > 0)
                            .orElse(true)));
        }
        return lines;
    }

    /** All users who take part in an experiment, in one line. */
    static ReachRow summary(ExperimentDiff experiment) {
        return experiment.total().isPresent() || experiment.rows().size() == 1
                ? lines(experiment).get(0)
                : new ReachRow("", "by ring", "", "", "", true);
    }

    static Optional<String> note(ExperimentDiff experiment) {
        boolean some =
                experiment.rows().stream().anyMatch(row -> row.reassigned().signum() > 0);
        return some
                ? Optional.of(experiment
                                .reassigned()
                                .map(users -> people(users, true) + " users")
                                .orElse("users")
                        + " who take part before and after get another variant")
                : Optional.empty();
    }

    private static ReachRow line(Segment part, Shift shift, Optional<Users> users) {
        return new ReachRow(
                who(part),
                change(Figures.shown(shift.from()), Figures.shown(shift.to()), shift.moves()),
                count(shift.gain(), users, users.map(Users::gain)),
                count(shift.lose(), users, users.map(Users::lose)),
                users.map(known -> whole(known.population(), part.where() != Segment.Where.EVERYWHERE))
                        .orElse("?"),
                shift.moves());
    }

    private static ReachRow together(Users total) {
        boolean moves = total.gain().signum() > 0 || total.lose().signum() > 0;
        return new ReachRow(
                "all users",
                change(percent(total.before(), total.population()), percent(total.after(), total.population()), moves),
                people(total.gain(), total.expected()),
                people(total.lose(), total.expected()),
                whole(total.population(), false),
                moves);
    }

    static String who(Segment part) {
        String servers = switch (part.where()) {
            case EVERYWHERE -> "";
            case CANARY -> "on " + named(part.servers());
            case ELSEWHERE -> "elsewhere";
        };
        return Stream.of(part.ring().orElse(""), servers)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" "), text -> text.isEmpty() ? "all users" : text));
    }

    private static String change(String from, String to, boolean moves) {
        return from.equals(to) && !moves ? to + " %" : from + " → " + to + " %";
    }

    // down, so that a share short of a figure never reads as that figure
    private static String percent(BigDecimal some, BigDecimal all) {
        if (all.signum() == 0) {
            return "0";
        }
        BigDecimal percent = some.multiply(ALL).divide(all, COMPARED_DECIMALS, RoundingMode.DOWN);
        return Figures.exact(percent.setScale(SHOWN_DECIMALS, RoundingMode.DOWN));
    }

    private static String count(BigDecimal percent, Optional<Users> users, Optional<BigDecimal> number) {
        if (percent.signum() == 0) {
            return NOTHING;
        }
        return number.map(known -> people(known, users.map(Users::expected).orElse(true)))
                .orElseGet(() -> Figures.shown(percent) + " %");
    }

    private static String people(BigDecimal number, boolean expected) {
        if (number.signum() == 0) {
            return NOTHING;
        }
        return whole(number, expected);
    }

    private static String whole(BigDecimal number, boolean expected) {
        BigDecimal whole = number.setScale(0, RoundingMode.HALF_UP);
        if (whole.signum() == 0 && number.signum() > 0) {
            return "< 1";
        }
        return (expected ? EXPECTED + " " : "") + ThousandsSeparator.in(whole.toBigInteger());
    }

    /** The other lines about a flag. The findings that refuse its raise for now come last. */
    List<String> notes(FlagDiff flag) {
        List<String> notes = new ArrayList<>();
        for (ExposureRow row : flag.rows()) {
            String whose = flag.rows().size() > 1 ? who(row.part()) + " " : "";
            if (!row.shift().moves() && !row.declaredFrom().equals(row.declaredTo())) {
                notes.add(whose + "declared " + row.declaredFrom() + " → " + row.declaredTo() + " %");
            }
            row.capped()
                    .ifPresent(cap -> notes.add(whose + (cap.newly() ? "becomes capped" : "stays capped") + " at "
                            + Figures.shown(row.shift().to()) + " % by " + named(cap.by()) + "; declared "
                            + row.declaredTo()
                            + " %"));
        }
        flag.parked().ifPresent(form -> notes.add("switched off, parked at " + parked(form)));
        held(flag).ifPresent(notes::add);
        flag.next().ifPresent(next -> notes.add("next " + next(next)));
        return notes;
    }

    // a title that says it already is only given the reason
    private static Optional<String> held(FlagDiff flag) {
        boolean told = flag.direction() == FlagDiff.Direction.NONE;
        return switch (flag.hold()) {
            case FREE -> Optional.empty();
            case STILL_FROZEN -> Optional.of("stays frozen");
            case THAWED -> told ? Optional.empty() : Optional.of("is no longer frozen");
            case FROZEN -> {
                Optional<String> reason = flag.freeze().flatMap(Freeze::reason);
                yield told
                        ? reason.map(text -> "because: " + text)
                        : Optional.of("is frozen from here on"
                                + reason.map(text -> ": " + text).orElse(""));
            }
        };
    }

    /** What refuses a flag's raise now, and either the time from which it is accepted or what to do. */
    String wait(Finding finding) {
        String what = RuleBook.facts(finding.rule())
                .flatMap(RuleFacts::waitsFor)
                .map(RuleFacts.Wait::text)
                .orElse(finding.rule().text());
        return "waits for " + what
                + TextReport.passesFrom(finding, verdict)
                        .map(passes -> ": " + passes)
                        .or(() -> finding.help().map(help -> ": " + help))
                        .orElse("");
    }

    private String next(NextStep next) {
        String what = next.stage()
                .map(stage -> "canary stage " + stage)
                .orElseGet(() -> next.ring().map(ring -> ring + " ").orElse("")
                        + next.rung().map(rung -> rung + " %").orElse(""));
        return what + ", at the earliest " + times().dated(next.from());
    }

    private static String parked(Form form) {
        if (form instanceof Form.Everyone everyone) {
            return everyone.percentage().value() + " %";
        }
        if (form instanceof Form.Rings rings) {
            return rings.figures().stream()
                            .map(figure -> figure.ring().value() + " "
                                    + figure.percentage().value())
                            .collect(Collectors.joining(", "))
                    + " %";
        }
        Form.Canary canary = (Form.Canary) form;
        List<String> names = Stream.concat(canary.servers().stream(), canary.regions().stream())
                .map(Located::value)
                .toList();
        return (names.isEmpty() ? "no server" : named(names)) + ", elsewhere " + canary.elsewhere() + " %";
    }

    /** Which rings have no population in the policy, so that shares are shown and not numbers of users. */
    static Optional<String> unknown(EnvironmentDiff environment) {
        List<String> rings = environment.populations().stream()
                .filter(population -> population.users().isEmpty())
                .map(population -> population.ring())
                .toList();
        return rings.isEmpty()
                ? Optional.empty()
                : Optional.of("the policy states no population of " + named(rings)
                        + ": shares stand where users cannot be counted");
    }

    /** Whether some number is an expected value, so that the diff must explain this. */
    static boolean expects(Diff diff) {
        return diff.environments().stream()
                .flatMap(environment -> Stream.concat(
                        environment.flags().stream()
                                .flatMap(flag -> flag.rows().stream().map(ExposureRow::users)),
                        environment.experiments().stream()
                                .flatMap(experiment ->
                                        experiment.rows().stream().map(ExperimentDiff.VariantRow::users))))
                .anyMatch(users -> users.filter(Users::expected).isPresent());
    }

    static String explanation() {
        return EXPECTED + " is to be expected: hashing and traffic decide who exactly";
    }

    /** The verdict in one line. If only time refuses the change, also the time from which it is accepted. */
    String headline(Diff diff) {
        return TextReport.headline(verdict)
                + diff.passesFrom()
                        .map(from -> "; time alone refuses it, it would pass from " + times().dated(from))
                        .orElse("");
    }

    static String named(List<String> names) {
        return names.size() <= NAMED_AT_MOST + 1
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED_AT_MOST)) + " and " + (names.size() - NAMED_AT_MOST)
                        + " more";
    }

    private Times times() {
        return new Times(verdict.zone(), verdict.now());
    }
}
