package dev.hoist.operate.announce;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import dev.hoist.validator.report.JsonObject;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The formats of an announcement. */
public enum AnnouncementFormat {
    TEXT,
    MARKDOWN,
    SLACK,
    JSON;

    /** Characters that have a meaning in Markdown. */
    private static final String MARKED = "\\`*_[]<>|#@&~";

    /** The format's name in an option. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(AnnouncementFormat::text).toList();
    }

    /**
     * Fills a template.
     *
     * @param template the text of a Mustache template; empty for the template of the announcement's stage
     * @throws CannotJudge if the template cannot be filled
     */
    public String write(Announcement announcement, Optional<String> template) {
        return switch (this) {
            case TEXT -> filled(announcement, template, false);
            case MARKDOWN -> markdown(announcement, template);
            case SLACK -> new JsonObject().text("text", slack(filled(announcement, template, false))) + "\n";
            case JSON -> json(announcement, filled(announcement, template, false));
        };
    }

    /** A text for Slack. Three characters that have a meaning there become entities, which Mattermost reads too. */
    private static String slack(String text) {
        return text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** An announcement in Markdown. The first line is the heading, and line breaks stay. */
    private static String markdown(Announcement announcement, Optional<String> template) {
        String filled = filled(announcement, template, true);
        if (template.isPresent()) {
            return filled;
        }
        StringBuilder page = new StringBuilder();
        List<String> lines = filled.strip().lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            String next = at + 1 < lines.size() ? lines.get(at + 1) : "";
            if (at == 0) {
                page.append("## ").append(line.replaceFirst("^Subject: ", "")).append('\n');
            } else if (!line.isEmpty() && line.endsWith(":") && next.startsWith("- ")) {
                page.append(line).append("\n\n");
            } else {
                boolean breaks = !line.isEmpty() && !next.isEmpty() && !line.startsWith("- ");
                page.append(line).append(breaks ? "  \n" : "\n");
            }
        }
        return page.toString();
    }

    private static String json(Announcement announcement, String text) {
        JsonObject json = JsonObject.spread().text("stage", announcement.stage().text());
        announcement.fields().forEach((name, value) -> json.json(name, json(value)));
        return json.text("text", text) + "\n";
    }

    private static String json(Object value) {
        if (value instanceof List<?> items) {
            return JsonObject.array(items, AnnouncementFormat::json);
        }
        if (value instanceof Map<?, ?> inner) {
            JsonObject json = new JsonObject();
            inner.keySet().stream()
                    .map(Object::toString)
                    .sorted()
                    .forEach(name -> json.json(name, json(Objects.requireNonNull(inner.get(name)))));
            return json.toString();
        }
        return value instanceof Boolean truth ? truth.toString() : JsonObject.quoted(value.toString());
    }

    private static String filled(Announcement announcement, Optional<String> template, boolean markdown) {
        String text = template.orElseGet(() -> own(announcement.stage()));
        try {
            return Mustache.compiler()
                    .withEscaper(markdown ? AnnouncementFormat::escaped : Escapers.NONE)
                    .strictSections(true)
                    .withFormatter(value -> VisibleText.of(value.toString()))
                    .compile(text)
                    .execute(announcement.fields());
        } catch (MustacheException e) {
            String message = Objects.toString(e.getMessage(), "it is no Mustache");
            throw new CannotJudge(
                    "the template cannot be filled: " + message.substring(0, 1).toLowerCase(Locale.ROOT)
                            + message.substring(1),
                    "its fields are " + String.join(", ", announcement.fields().keySet()));
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (MARKED.indexOf(point) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(point);
        });
        return escaped.toString();
    }

    private static String own(Stage stage) {
        String name = stage.text() + ".mustache";
        try (InputStream template = AnnouncementFormat.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
