package dev.hoist.guardrails.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of posting notices.
 *
 * @param posted how many notices each destination accepted
 * @param known how many notices an earlier run posted
 * @param failed one sentence for each post that failed
 */
public record Deliveries(Map<String, Integer> posted, int known, List<String> failed) {
    public Deliveries {
        posted = new LinkedHashMap<>(posted);
        failed = List.copyOf(failed);
    }
}
