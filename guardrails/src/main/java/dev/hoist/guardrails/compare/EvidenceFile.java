package dev.hoist.guardrails.compare;

import dev.hoist.validator.verdict.CannotJudge;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a file that {@code hoist compare --out} wrote. */
public final class EvidenceFile {
    private static final JsonFactory JSON = new JsonFactory();

    private EvidenceFile() {}

    /**
     * The result of the comparison. It is pass only if the whole and each of its metrics pass.
     *
     * @throws CannotJudge if it is not such a file
     */
    public static Shift.State state(byte[] content, String name) {
        int passes = 0;
        int others = 0;
        boolean breach = false;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), content)) {
            boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
            for (JsonToken token = parser.nextToken(); isObject && token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME
                        && parser.currentName().equals("state")
                        && parser.nextToken() == JsonToken.VALUE_STRING) {
                    passes += parser.getString().equals("pass") ? 1 : 0;
                    others += parser.getString().equals("pass") ? 0 : 1;
                    breach |= parser.getString().equals("breach");
                }
            }
        } catch (JacksonException e) {
            throw none(name);
        }
        if (passes + others < 2) {
            throw none(name);
        }
        return others == 0 ? Shift.State.PASS : breach ? Shift.State.BREACH : Shift.State.NO_DATA;
    }

    private static CannotJudge none(String name) {
        return new CannotJudge("\"" + name + "\" is no evidence", "write it with \"hoist compare --out FILE\"");
    }
}
