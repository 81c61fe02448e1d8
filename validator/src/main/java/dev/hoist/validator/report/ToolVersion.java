package dev.hoist.validator.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, and the place of its documentation. */
public final class ToolVersion {
    public static final String SITE = "https://hoist.dev";

    private ToolVersion() {}

    public static String text() {
        Properties properties = new Properties();
        try (InputStream resource = ToolVersion.class.getResourceAsStream("version.properties")) {
            if (resource == null) {
                throw new IllegalStateException("the jar has no version.properties");
            }
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
