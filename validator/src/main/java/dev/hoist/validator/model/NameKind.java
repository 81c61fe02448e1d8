package dev.hoist.validator.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A kind of name that a policy defines and flags use. */
public enum NameKind {
    ENVIRONMENT("environment"),
    RING("ring"),
    SERVER("server"),
    REGION("region"),
    CHECK("checklist item");

    private final String text;

    NameKind(String text) {
        this.text = text;
    }

    /** The kind's name in messages. */
    public String text() {
        return text;
    }

    /**
     * The names of this kind that a policy has.
     *
     * @param environment the environment whose servers and regions count; names of other kinds are the same in all
     *     environments
     */
    public List<String> in(Policy policy, String environment) {
        Set<String> names = new LinkedHashSet<>();
        switch (this) {
            case ENVIRONMENT -> names.addAll(policy.environmentNames());
            case RING -> names.addAll(policy.ringNames());
            case SERVER, REGION -> policy.environment(environment).ifPresent(own -> addPlaces(own, names));
            case CHECK -> {
                for (Policy.Environment some : policy.environments()) {
                    some.checklist().forEach(item -> names.add(item.value()));
                }
            }
        }
        return List.copyOf(names);
    }

    private void addPlaces(Policy.Environment environment, Set<String> names) {
        for (Policy.Region region : environment.regions()) {
            if (this == REGION) {
                names.add(region.name().value());
            } else {
                region.servers().forEach(server -> names.add(server.name().value()));
            }
        }
    }
}
