package dev.hoist.validator.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A named on/off decision, as written in its file.
 *
 * @param key its name: words of letters and digits joined by single {@code _}, {@code -} or {@code .}
 * @param group the folder that contains the flag's file
 * @param strategy the strategy for all blocks that do not have their own
 * @param writtenSalt the salt in the file; empty if there is none, and {@link #salt()} is then the group
 * @param environments the blocks by environment, in the order of the file
 * @param checklist the ticked items of the policy's checklists
 * @param contact whom to ask about the rollout
 */
public record Flag(
        Located<String> key,
        String group,
        Located<String> description,
        Located<String> owner,
        List<Located<String>> dependencies,
        Optional<Located<Strategy>> strategy,
        Optional<Located<String>> writtenSalt,
        Map<String, Block> environments,
        List<Located<String>> checklist,
        Optional<Located<LocalDate>> expires,
        boolean permanent,
        List<Link> links,
        Optional<String> contact,
        List<String> tags) {

    public Flag {
        dependencies = List.copyOf(dependencies);
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        checklist = List.copyOf(checklist);
        links = List.copyOf(links);
        tags = List.copyOf(tags);
    }

    public String name() {
        return key.value();
    }

    /** The text that bucketing hashes before the targeting key. By default it is the group. */
    public String salt() {
        return writtenSalt.map(Located::value).orElse(group);
    }

    public Optional<Block> block(String environment) {
        return Optional.ofNullable(environments.get(environment));
    }

    public List<String> dependencyKeys() {
        if (dependencies.isEmpty()) {
            return List.of();
        }
        List<String> keys = new ArrayList<>(dependencies.size());
        for (Located<String> dependency : dependencies) {
            keys.add(dependency.value());
        }
        return Collections.unmodifiableList(keys);
    }

    public Place place() {
        return key.place();
    }

    /** The same flag with other blocks. */
    public Flag withEnvironments(Map<String, Block> blocks) {
        return new Flag(
                key,
                group,
                description,
                owner,
                dependencies,
                strategy,
                writtenSalt,
                blocks,
                checklist,
                expires,
                permanent,
                links,
                contact,
                tags);
    }

    /** The same flag with other ticked items. */
    public Flag withChecklist(List<Located<String>> ticked) {
        return new Flag(
                key,
                group,
                description,
                owner,
                dependencies,
                strategy,
                writtenSalt,
                environments,
                ticked,
                expires,
                permanent,
                links,
                contact,
                tags);
    }
}
