package dev.hoist.operate.edit;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a command that edits: its edits, and the text of its commit.
 *
 * @param effect what the edits can do to users; this decides whether they can be refused
 * @param title the title of the commit; without edits, why there is nothing to do
 * @param body what moves, one sentence each
 * @param trailers trailers of the commit, as in {@code Hoist-Action: raise}
 * @param inverse the commands that together revert the edits by another edit; empty if there are none
 */
public record Operation(
        Edits edits, Effect effect, String title, List<String> body, List<String> trailers, List<Inverse> inverse) {
    public Operation {
        body = List.copyOf(body);
        trailers = List.copyOf(trailers);
        inverse = List.copyOf(inverse);
    }

    /** An operation without edits, because the files already say what was asked for. */
    public static Operation nothing() {
        return nothing("the files already say this");
    }

    /**
     * An operation without edits.
     *
     * @param why why there is nothing to do, as the end of a sentence
     */
    public static Operation nothing(String why) {
        return new Operation(new Edits(List.of()), Effect.NEITHER, why, List.of(), List.of(), List.of());
    }

    /** The text of the commit message. */
    public String message(String title, List<String> furtherTrailers) {
        List<String> last = new ArrayList<>(trailers);
        last.addAll(furtherTrailers);
        return title
                + (body.isEmpty() ? "" : "\n\n" + String.join("\n", body))
                + (last.isEmpty() ? "" : "\n\n" + String.join("\n", last))
                + "\n";
    }

    /** What edits can do to users. */
    public enum Effect {
        /** Some user may gain a flag. The edits are written only if the judge accepts them. */
        RAISES,
        /** No user gains a flag. The edits are always written. */
        LOWERS,
        /** No user gains or loses a flag. The edits are written first and then judged. */
        NEITHER
    }
}
