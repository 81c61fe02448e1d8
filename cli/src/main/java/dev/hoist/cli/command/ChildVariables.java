package dev.hoist.cli.command;

import java.util.HashMap;
import java.util.Map;

/** The environment variables of programs that the command starts. Hooks are other people's programs, so they get no secret. */
public final class ChildVariables {
    private ChildVariables() {}

    /** Those of the command without its secrets. */
    public static Map<String, String> of(Map<String, String> environmentVariables) {
        Map<String, String> passed = new HashMap<>(environmentVariables);
        passed.keySet().removeIf(name -> name.startsWith("HOIST_") && name.matches(".*(TOKEN|SECRET|WEBHOOK).*"));
        return passed;
    }
}
