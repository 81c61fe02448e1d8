package dev.hoist.validator.report;

import java.io.IOException;

/** Builds a JUnit test suite. The counts stand before the cases in the file, so the cases are stored until the end. */
final class JunitSuite implements AutoCloseable {
    /**
     * The time of every case. Programs require one, and it is always 0 so that the same change gives the same bytes.
     */
    private static final String NO_TIME = " time=\"0\"";

    private final SpillBuffer cases = new SpillBuffer();
    private int tests;
    private int failures;
    private int errors;
    private int skipped;

    /**
     * Adds a case that passed.
     *
     * @param said warnings and other text about the case, with hidden characters made visible; may be empty
     */
    void passed(String group, String name, String said) throws IOException {
        tests++;
        element(group, name, said.isEmpty() ? "" : "<system-out>" + Xml.lines(said) + "</system-out>");
    }

    /** Adds a case for something that was not judged. */
    void skipped(String group, String name, String why) throws IOException {
        tests++;
        skipped++;
        element(group, name, "<skipped" + Xml.attribute("message", why) + "/>");
    }

    /**
     * Adds a case that was refused.
     *
     * @param text everything about the refusal, with hidden characters made visible
     */
    void failed(String group, String name, String message, String type, String text) throws IOException {
        tests++;
        failures++;
        element(group, name, trouble("failure", message, type, text));
    }

    /** Adds a case that could not be judged. */
    void erred(String group, String name, String message, String type, String text) throws IOException {
        tests++;
        errors++;
        element(group, name, trouble("error", message, type, text));
    }

    private static String trouble(String element, String message, String type, String text) {
        return "<" + element + Xml.attribute("message", message) + Xml.attribute("type", type) + ">" + Xml.lines(text)
                + "</" + element + ">";
    }

    private void element(String group, String name, String content) throws IOException {
        cases.append("    <testcase" + Xml.attribute("classname", group) + Xml.attribute("name", name) + NO_TIME);
        cases.append(content.isEmpty() ? "/>\n" : ">" + content + "</testcase>\n");
    }

    void writeTo(String name, Appendable out) throws IOException {
        out.append("  <testsuite" + Xml.attribute("name", name) + counts() + NO_TIME + ">\n");
        cases.writeTo(out);
        out.append("  </testsuite>\n");
    }

    private String counts() {
        return Xml.attribute("tests", tests)
                + Xml.attribute("failures", failures)
                + Xml.attribute("errors", errors)
                + Xml.attribute("skipped", skipped);
    }

    @Override
    public void close() throws IOException {
        cases.close();
    }
}
