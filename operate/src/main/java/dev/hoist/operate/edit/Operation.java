package dev.hoist.operate.edit;

import java.util.ArrayList;
import java.util.List;

/**
 * What a command does: its edits, and how its commit tells of them.
 *
 * @param effect whether it can be refused
 * @param body what moves, a sentence each
 * @param trailers of the commit, as in {@code Hoist-Action: raise}
 * @param undo the command that takes it back by another edit, several joined by {@code &&}; empty where there is none
 */
public record Operation(
        Edits edits, Effect effect, String title, List<String> body, List<String> trailers, String undo) {
    public Operation {
        body = List.copyOf(body);
        trailers = List.copyOf(trailers);
    }

    /** Nothing to do. */
    public static Operation nothing() {
        return new Operation(new Edits(List.of()), Effect.NEITHER, "", List.of(), List.of(), "");
    }

    /** The commit's message. */
    public String message(String title, List<String> furtherTrailers) {
        List<String> last = new ArrayList<>(trailers);
        last.addAll(furtherTrailers);
        return title
                + (body.isEmpty() ? "" : "\n\n" + String.join("\n", body))
                + (last.isEmpty() ? "" : "\n\n" + String.join("\n", last))
                + "\n";
    }

    /** What an edit can do to users. */
    public enum Effect {
        /** Somebody may gain a flag: written only where the judge accepts it. */
        RAISES,
        /** Nobody gains anything, so it is always written. */
        LOWERS,
        /** Nobody gains or loses anything, so it is written and then judged. */
        NEITHER
    }
}
