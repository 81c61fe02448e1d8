package dev.hoist.cli.command;

import java.util.HashMap;
import java.util.Map;

/**
 * The environment variables for programs that the command starts. A hook can be anybody's program, so secrets are
 * removed.
 */
public final class ChildVariables {
    private ChildVariables() {}

    /** The command's own variables without its secrets. */
    public static Map<String, String> of(Map<String, String> environmentVariables) {
        Map<String, String> passed = new HashMap<>(environmentVariables);
        passed.keySet().removeIf(name -> name.startsWith("HOIST_") && name.matches(".*(TOKEN|SECRET|WEBHOOK).*"));
        return passed;
    }
}
