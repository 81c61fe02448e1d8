package dev.hoist.validator.model;

import java.util.Optional;

/**
 * The settings of a flag for one environment.
 *
 * @param environment its name, where it is written
 * @param strategy the strategy written inside this block
 * @param enabled if false, the percentages are parked: nobody has the flag
 * @param form empty only in a disabled block without percentages
 * @param target how far the flag is meant to go here
 */
public record Block(
        Located<String> environment,
        Optional<Located<Strategy>> strategy,
        boolean enabled,
        Optional<Freeze> frozen,
        Optional<Form> form,
        Optional<Located<Target>> target) {

    /** The figures that count: none where the block is disabled. */
    public Optional<Form> live() {
        return enabled ? form : Optional.empty();
    }

    public boolean isFrozen() {
        return frozen.isPresent();
    }

    public Place place() {
        return environment.place();
    }

    /** The same block, turned on or off. */
    public Block withEnabled(boolean on) {
        return new Block(environment, strategy, on, frozen, form, target);
    }

    /** The same block, frozen or thawed. */
    public Block withFrozen(Optional<Freeze> freeze) {
        return new Block(environment, strategy, enabled, freeze, form, target);
    }

    /** The same block with other figures. */
    public Block withForm(Form figures) {
        return new Block(environment, strategy, enabled, frozen, Optional.of(figures), target);
    }

    /** The same block with a strategy written in it. */
    public Block withStrategy(Located<Strategy> written) {
        return new Block(environment, Optional.of(written), enabled, frozen, form, target);
    }

    /** The same block with another target. */
    public Block withTarget(Optional<Located<Target>> meant) {
        return new Block(environment, strategy, enabled, frozen, form, meant);
    }
}
