package dev.hoist.validator.report;

import dev.hoist.validator.verdict.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One share before and after a change, for the same users.
 *
 * @param who the ring, then {@code canary} or {@code elsewhere}, then the server. The ring is left out if neither share
 *     differs between rings, and so on. Empty for all users
 */
record ShareChange(List<String> who, BigDecimal from, BigDecimal to) {
    ShareChange {
        who = List.copyOf(who);
    }

    /** The differences between two shares. They are split by ring and server as far as one of the two shares is. */
    static List<ShareChange> between(Share from, Share to) {
        List<ShareChange> all = new ArrayList<>();
        collect(List.of(), from, to, all);
        List<ShareChange> different = all.stream()
                .filter(change -> change.from.compareTo(change.to) != 0)
                .toList();
        return different.isEmpty() ? all : different;
    }

    private static void collect(List<String> who, Share from, Share to, List<ShareChange> changes) {
        if (from instanceof Share.ByRing || to instanceof Share.ByRing) {
            for (String ring : union(rings(from), rings(to))) {
                collect(with(who, ring), ofRing(from, ring), ofRing(to, ring), changes);
            }
        } else if (from instanceof Share.Canary || to instanceof Share.Canary) {
            collect(with(who, "canary"), ofCanary(from), ofCanary(to), changes);
            collect(with(who, "elsewhere"), elsewhere(from), elsewhere(to), changes);
        } else if (from instanceof Share.ByServer || to instanceof Share.ByServer) {
            for (String server : union(servers(from), servers(to))) {
                collect(with(who, server), ofServer(from, server), ofServer(to, server), changes);
            }
        } else {
            changes.add(new ShareChange(who, ((Share.Uniform) from).percent(), ((Share.Uniform) to).percent()));
        }
    }

    private static Map<String, Share> rings(Share share) {
        return share instanceof Share.ByRing byRing ? byRing.rings() : Map.of();
    }

    private static Map<String, Share> servers(Share share) {
        return share instanceof Share.ByServer byServer ? byServer.servers() : Map.of();
    }

    // a ring that one side alone has reads on the other as the outermost
    private static Share ofRing(Share share, String ring) {
        if (!(share instanceof Share.ByRing byRing)) {
            return share;
        }
        Share own = byRing.rings().get(ring);
        return own != null
                ? own
                : List.copyOf(byRing.rings().values()).get(byRing.rings().size() - 1);
    }

    private static Share ofServer(Share share, String server) {
        if (!(share instanceof Share.ByServer byServer)) {
            return share;
        }
        Share own = byServer.servers().get(server);
        return own != null ? own : new Share.Uniform(BigDecimal.ZERO);
    }

    private static Share ofCanary(Share share) {
        return share instanceof Share.Canary canary ? canary.canary() : share;
    }

    private static Share elsewhere(Share share) {
        return share instanceof Share.Canary canary ? canary.percentage() : share;
    }

    private static Set<String> union(Map<String, Share> some, Map<String, Share> others) {
        Set<String> names = new LinkedHashSet<>(some.keySet());
        names.addAll(others.keySet());
        return names;
    }

    private static List<String> with(List<String> who, String more) {
        List<String> longer = new ArrayList<>(who);
        longer.add(more);
        return longer;
    }

    /** The change as text: {@code 10 → 25 %}, {@code internal 0 → 100 %}. */
    @Override
    public String toString() {
        String figures = Figures.shown(from) + " → " + Figures.shown(to) + " %";
        return who.isEmpty() ? figures : String.join(" ", who) + " " + figures;
    }
}
