package dev.hoist.validator.effect;

import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.PerCell;
import java.util.List;
import java.util.Optional;

/**
 * What a change of one flag's exposure in one environment does to users.
 *
 * @param groups groups of users, each affected in one way; together they are all users
 */
public record Effect(List<Group> groups) {
    public Effect {
        groups = List.copyOf(groups);
    }

    /** The exact effect of a change of exposure. */
    public static Effect of(ExposureChange change, Populations populations) {
        List<PerCell<?>> exposures =
                List.of(change.declaredBefore(), change.declaredAfter(), change.reachBefore(), change.reachAfter());
        return new Effect(Segment.of(exposures, change.rings()).stream()
                .map(sampled -> group(change, sampled, populations))
                .toList());
    }

    private static Group group(ExposureChange change, Segment.Sampled sampled, Populations populations) {
        Shift shift = Shift.between(
                change.reachBefore().at(sampled.cell()), change.reachAfter().at(sampled.cell()));
        return new Group(sampled.part(), sampled.cell(), shift, populations.users(sampled.part(), shift));
    }

    /** All users together; empty if the policy does not give the number of users of every ring. */
    public Optional<Users> users() {
        return Users.total(groups.stream().map(Group::users).toList());
    }

    /** Whether some users of one group gain the flag and others lose it. */
    public boolean reshuffles() {
        return groups.stream()
                .anyMatch(group -> group.shift().gains() && group.shift().loses());
    }

    /**
     * One group of users.
     *
     * @param cell one cell of the group; all its cells have the same exposure
     * @param users empty if the policy does not give the number of users of a ring in the group
     */
    public record Group(Segment part, Cell cell, Shift shift, Optional<Users> users) {}
}
