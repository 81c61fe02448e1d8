package dev.hoist.validator.judge;

import dev.hoist.validator.finding.MissingName;
import dev.hoist.validator.history.History;
import dev.hoist.validator.model.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names that earlier policies had. A flag file that still uses one of them is out of date and not misspelt. */
final class FormerNames {
    private final History history;
    private final List<Policy> known = new ArrayList<>();
    private int next;

    FormerNames(History history) {
        this.history = history;
    }

    /**
     * Whether some policy on the line had the name that a finding reports as missing.
     *
     * @param environment the environment that the finding is about; empty if there is none
     */
    boolean had(MissingName missing, String environment) {
        for (int policy = 0; policy < known.size() || findAnother(); policy++) {
            if (missing.kind().in(known.get(policy), environment).contains(missing.name())) {
                return true;
            }
        }
        return false;
    }

    /** Reads back to the next policy that differs, so that the line is read only once. */
    private boolean findAnother() {
        while (next < history.size()) {
            int index = next++;
            if (index == 0 || !history.line().samePolicyFile(index, index - 1)) {
                Optional<Policy> policy = history.policy(index);
                policy.ifPresent(known::add);
                if (policy.isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }
}
