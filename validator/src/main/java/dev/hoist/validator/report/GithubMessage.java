package dev.hoist.validator.report;

/** A message that GitHub shows beside a job. */
final class GithubMessage {
    private GithubMessage() {}

    /** A workflow command. Its texts are escaped, so that they cannot end it. */
    static String error(String title, String message) {
        return "::error title=" + property(title) + "::" + data(message);
    }

    static String data(String text) {
        return text.lines()
                .map(VisibleText::of)
                .map(line -> line.replace("%", "%25"))
                .reduce((above, below) -> above + "%0A" + below)
                .orElse("");
    }

    static String property(String text) {
        return VisibleText.of(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C");
    }
}
