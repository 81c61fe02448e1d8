package dev.hoist.validator.finding;

import dev.hoist.validator.model.Place;

/** Another place that a finding points at, and what stands there. */
public record Note(Place place, String message) {}
