package dev.hoist.guardrails.http;

import dev.hoist.validator.verdict.CannotJudge;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * An http or https URL without a user name. Messages show only its scheme, host and port, because the rest can be a
 * secret.
 */
public final class ServerUrl {
    private final URI uri;

    private ServerUrl(URI uri) {
        this.uri = uri;
    }

    /**
     * Reads a URL.
     *
     * @param where the setting that contains the URL, for messages
     * @param help what to write in place of a URL that cannot be used
     */
    public static ServerUrl of(String text, String where, String help) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new CannotJudge(where + " is not a URL", help);
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            throw new CannotJudge(where + " carries a user name or a password", help);
        }
        String scheme = scheme(uri);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new CannotJudge(where + " is neither an http nor an https URL", help);
        }
        if (uri.getHost() == null) {
            throw new CannotJudge(where + " names no host", help);
        }
        return new ServerUrl(uri);
    }

    /** The root of an API: a URL without a query or a fragment. */
    public static ServerUrl root(String text, String where, String help) {
        ServerUrl url = of(text, where, help);
        if (url.uri.getRawQuery() != null || url.uri.getRawFragment() != null) {
            throw new CannotJudge(where + " has a query or a fragment, and is not the root of an API", help);
        }
        return url;
    }

    public URI uri() {
        return uri;
    }

    /** The URL of a call to the API that has this root. */
    public URI call(String path) {
        String base = uri.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** Whether nobody can read what is sent on the way. */
    public boolean keepsSecrets() {
        return scheme(uri).equals("https") || isLoopback();
    }

    /** Scheme, host and port, for messages. */
    public String origin() {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the host is this machine, according to its text. Other names than {@code localhost} are not resolved,
     * because a resolver could give any address.
     */
    private boolean isLoopback() {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    @Override
    public String toString() {
        return origin();
    }
}
