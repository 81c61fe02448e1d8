package dev.hoist.guardrails.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of notices.
 *
 * @param posted how many each destination took
 * @param known how many had been posted before
 * @param failed a sentence for each post that failed
 */
public record Deliveries(Map<String, Integer> posted, int known, List<String> failed) {
    public Deliveries {
        posted = new LinkedHashMap<>(posted);
        failed = List.copyOf(failed);
    }
}
