package dev.hoist.validator.model;

import java.util.Optional;

/**
 * The settings of a flag for one environment.
 *
 * @param environment the environment's name, with its place in the file
 * @param strategy the strategy that is written inside this block
 * @param enabled if false, no user has the flag, and the percentages in the file do not count
 * @param form the percentages; empty only in a disabled block without percentages
 * @param target how far the flag is meant to go in this environment
 */
public record Block(
        Located<String> environment,
        Optional<Located<Strategy>> strategy,
        boolean enabled,
        Optional<Freeze> frozen,
        Optional<Form> form,
        Optional<Located<Target>> target) {

    /** The percentages that count; empty if the block is disabled. */
    public Optional<Form> live() {
        return enabled ? form : Optional.empty();
    }

    public boolean isFrozen() {
        return frozen.isPresent();
    }

    public Place place() {
        return environment.place();
    }

    /** The same block, enabled or disabled. */
    public Block withEnabled(boolean on) {
        return new Block(environment, strategy, on, frozen, form, target);
    }

    /** The same block, frozen or thawed. */
    public Block withFrozen(Optional<Freeze> freeze) {
        return new Block(environment, strategy, enabled, freeze, form, target);
    }

    /** The same block with other percentages. */
    public Block withForm(Form figures) {
        return new Block(environment, strategy, enabled, frozen, Optional.of(figures), target);
    }

    /** The same block with a strategy. */
    public Block withStrategy(Located<Strategy> written) {
        return new Block(environment, Optional.of(written), enabled, frozen, form, target);
    }

    /** The same block with another target. */
    public Block withTarget(Optional<Located<Target>> meant) {
        return new Block(environment, strategy, enabled, frozen, form, meant);
    }
}
