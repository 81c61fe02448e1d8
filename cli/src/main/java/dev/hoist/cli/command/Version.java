package dev.hoist.cli.command;

import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.report.ToolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build and the commit from which it was built. */
public final class Version implements IVersionProvider {
    public static String text() {
        Properties properties = new Properties();
        try (InputStream resource = Version.class.getResourceAsStream("/dev/hoist/cli/revision.properties")) {
            if (resource == null) {
                throw new IllegalStateException("the jar has no revision.properties");
            }
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text(
                ToolVersion.text(),
                properties.getProperty("revision"),
                Boolean.parseBoolean(properties.getProperty("changed")));
    }

    /** One line for each bundled library: its name, version and license. */
    public static String libraries() {
        try (InputStream list = Version.class.getResourceAsStream("/META-INF/licenses/libraries.txt")) {
            if (list == null) {
                throw new IllegalStateException("the jar has no list of libraries");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The version as text for people, with what a bug report needs.
     *
     * @param revision a full commit id, or {@code unknown}
     * @param changed whether the build contains edits that are not in that commit
     */
    public static String text(String version, String revision, boolean changed) {
        String commit = revision.matches("[0-9a-f]{40}") ? ShortCommit.of(revision) : "revision unknown";
        return version + " (" + commit + (changed ? ", changed" : "") + ")";
    }

    @Override
    public String[] getVersion() {
        return new String[] {"hoist " + text()};
    }
}
