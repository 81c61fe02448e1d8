package dev.hoist.evaluator.json;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes JSON over several lines, in ASCII. The bytes are the same on every platform. */
public final class JsonText {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRETTY =
            new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES);

    private JsonText() {}

    /** The object as the content of a file, with a line feed at its end. */
    public static String of(ObjectNode root) {
        return JSON.writer().with(PRETTY).writeValueAsString(root) + "\n";
    }
}
