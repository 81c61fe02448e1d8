package dev.hoist.guardrails.notice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Posts notices, oldest first, to the destinations in the environment variables. */
public final class NoticeSender {
    private final List<Destination> destinations;
    private final HttpPost http;

    public NoticeSender(Map<String, String> environmentVariables, NoticeFormat format) {
        this(environmentVariables, format, HttpPost.LONGEST_WAIT, pause -> Thread.sleep(pause.toMillis()));
    }

    NoticeSender(
            Map<String, String> environmentVariables, NoticeFormat format, Duration wait, HttpPost.Sleeper sleeper) {
        this.destinations = Destination.of(environmentVariables, format);
        this.http = new HttpPost(wait, sleeper);
    }

    /** The destinations without secrets, for people. */
    public String shown() {
        return destinations.stream().map(one -> one.name() + " " + one.origin()).collect(Collectors.joining(" and "));
    }

    /** Posts the notices that were not posted before. If a server does not answer, it gets no further notices. */
    public Deliveries send(List<Notice> notices, DeliveryLog log) {
        Map<String, Integer> posted = new LinkedHashMap<>();
        destinations.forEach(one -> posted.put(one.name(), 0));
        int known = 0;
        List<String> failed = new ArrayList<>();
        Set<String> silent = new HashSet<>();
        for (Notice notice : notices) {
            for (Destination one : destinations) {
                if (log.has(one, notice)) {
                    known++;
                    continue;
                }
                if (silent.contains(one.name())) {
                    failed.add(sentence(one, notice, "not tried, because a post before it failed"));
                    continue;
                }
                HttpPost.Outcome outcome = http.post(one, one.body().apply(notice));
                if (outcome.problem().isEmpty()) {
                    log.add(one, notice);
                    posted.merge(one.name(), 1, Integer::sum);
                } else {
                    failed.add(sentence(one, notice, outcome.problem().get()));
                    if (outcome.isTemporary()) {
                        silent.add(one.name());
                    }
                }
            }
        }
        return new Deliveries(posted, known, failed);
    }

    private static String sentence(Destination destination, Notice notice, String why) {
        return "not posted to the " + destination.name() + " at " + destination.origin() + " (" + why + "): "
                + notice.text();
    }
}
