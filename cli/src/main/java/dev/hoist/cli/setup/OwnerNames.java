package dev.hoist.cli.setup;

import dev.hoist.cli.command.Misuse;
import dev.hoist.validator.report.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Converts the owners of flags to names in CODEOWNERS.
 *
 * @param prefix a text that is put before each owner's name, such as {@code @acme/}
 * @param handles names in CODEOWNERS by owner; several names are separated by spaces
 * @param policyOwner the owner of the policy, and of every flag without a line of its own
 */
record OwnerNames(Optional<String> prefix, Map<String, String> handles, Optional<String> policyOwner) {
    static final OwnerNames NONE = new OwnerNames(Optional.empty(), Map.of(), Optional.empty());

    private static final String PREFIX = "# prefix: ";
    private static final String OWNER = "# owner: ";
    private static final String POLICY = "# policy: ";
    private static final String IS = " = ";
    private static final Pattern HANDLE =
            Pattern.compile("@{1,2}[A-Za-z0-9][A-Za-z0-9._/-]*|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+");
    private static final Pattern PREFIXES = Pattern.compile("@([A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9._/-]*)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    OwnerNames {
        handles = new TreeMap<>(handles);
        prefix.filter(text -> !PREFIXES.matcher(text).matches()).ifPresent(text -> {
            throw new Misuse("\"" + text + "\" is not a valid prefix for names in CODEOWNERS", "write it as in @acme/");
        });
        handles.forEach((owner, names) -> {
            if (owner.isBlank()
                    || !owner.strip().equals(owner)
                    || !VisibleText.of(owner).equals(owner)) {
                throw new Misuse("\"" + owner + "\" is no owner that can be mapped", "write it as the flag does");
            }
            requireHandles(names);
        });
        policyOwner.ifPresent(OwnerNames::requireHandles);
    }

    private static void requireHandles(String names) {
        boolean areHandles = List.of(names.split(" ", -1)).stream()
                .allMatch(name -> HANDLE.matcher(name).matches());
        if (!areHandles) {
            throw new Misuse(
                    "\"" + names + "\" is no name in CODEOWNERS",
                    "write @user, @organisation/team or an address; several with one space between them");
        }
    }

    /** The names in a section, from the lines that {@link #lines} wrote; other lines are ignored. */
    static OwnerNames read(List<String> section) {
        Optional<String> prefix = Optional.empty();
        Optional<String> policyOwner = Optional.empty();
        Map<String, String> handles = new TreeMap<>();
        for (String line : section) {
            int is = line.lastIndexOf(IS);
            if (line.startsWith(PREFIX)) {
                prefix = Optional.of(line.substring(PREFIX.length()).strip());
            } else if (line.startsWith(POLICY)) {
                policyOwner = Optional.of(line.substring(POLICY.length()).strip());
            } else if (line.startsWith(OWNER) && is >= OWNER.length()) {
                handles.put(
                        line.substring(OWNER.length(), is).strip(),
                        line.substring(is + IS.length()).strip());
            }
        }
        return new OwnerNames(prefix, handles, policyOwner);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        prefix.ifPresent(text -> lines.add(PREFIX + text));
        handles.forEach((owner, names) -> lines.add(OWNER + owner + IS + names));
        policyOwner.ifPresent(text -> lines.add(POLICY + text));
        return lines;
    }

    /** These, or the others if these are empty. */
    OwnerNames or(OwnerNames others) {
        Map<String, String> both = new TreeMap<>(others.handles);
        both.putAll(handles);
        return new OwnerNames(prefix.or(others::prefix), both, policyOwner.or(others::policyOwner));
    }

    /** An owner's name in CODEOWNERS; empty if it is unknown. */
    Optional<String> of(String owner) {
        String mapped = handles.get(owner);
        if (mapped != null) {
            return Optional.of(mapped);
        }
        if (HANDLE.matcher(owner).matches()) {
            return Optional.of(owner);
        }
        return prefix.filter(text -> NAME.matcher(owner).matches()).map(text -> text + owner);
    }
}
