package dev.hoist.guardrails.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of a post to a webhook. */
public enum NoticeFormat {
    /** All fields, for a receiver that the user writes. */
    JSON {
        @Override
        String body(Notice notice) {
            return notice.json();
        }
    },
    /** One line, for incoming webhooks of Slack and Mattermost. */
    SLACK {
        @Override
        String body(Notice notice) {
            return notice.slack();
        }
    };

    abstract String body(Notice notice);

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<NoticeFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(name))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(NoticeFormat::text).toList();
    }
}
