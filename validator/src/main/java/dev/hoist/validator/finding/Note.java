package dev.hoist.validator.finding;

import dev.hoist.validator.model.Place;

/** Another place that a finding points to, with an explanation. */
public record Note(Place place, String message) {}
