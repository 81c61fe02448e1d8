package dev.hoist.guardrails;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The URL and the token of a metrics server. The token goes only to the URL in the environment variable beside it, so
 * its owner decides where it goes, and not the author of the policy.
 */
final class ServerSettings {
    static final String URL = "HOIST_PROMETHEUS_URL";
    static final String TOKEN = "HOIST_PROMETHEUS_TOKEN";
    static final String TOKEN_FILE = "HOIST_PROMETHEUS_TOKEN_FILE";

    private final URI root;
    private final Optional<String> token;
    private final Optional<String> untoldToken;

    private ServerSettings(URI root, Optional<String> token, Optional<String> untoldToken) {
        this.root = root;
        this.token = token;
        this.untoldToken = untoldToken;
    }

    /**
     * What the environment variables and the policy say together.
     *
     * @param ofPolicy the URL in the policy
     */
    static ServerSettings of(Optional<String> ofPolicy, Map<String, String> environmentVariables) {
        Optional<String> own = variable(environmentVariables, URL);
        URI root = own.map(url -> checked(url, "the environment variable " + URL))
                .or(() -> ofPolicy.map(url -> checked(url, "\"prometheus\" in the policy")))
                .orElseThrow(() -> new CannotJudge(
                        "there is no metrics server to ask",
                        "name one in the policy, \"metrics: {prometheus: https://…}\", or set " + URL));
        boolean hasToken = variable(environmentVariables, TOKEN).isPresent()
                || variable(environmentVariables, TOKEN_FILE).isPresent();
        if (!hasToken) {
            return new ServerSettings(root, Optional.empty(), Optional.empty());
        }
        if (own.isEmpty()) {
            return new ServerSettings(
                    root,
                    Optional.empty(),
                    Optional.of("the token was not sent, because only a server in " + URL + " gets it"));
        }
        if (!"https".equals(scheme(root)) && !isLoopback(root)) {
            return new ServerSettings(
                    root,
                    Optional.empty(),
                    Optional.of("the token was not sent, because http shows it to everyone on the way: use https"));
        }
        return new ServerSettings(root, Optional.of(token(environmentVariables)), Optional.empty());
    }

    /** The address of a call of the API. */
    URI call(String path) {
        String base = root.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** What to send as {@code Authorization}. */
    Optional<String> authorization() {
        return token.map(secret -> "Bearer " + secret);
    }

    /** A text in which the token does not show. */
    String withoutToken(String text) {
        return token.map(secret -> text.replace(secret, "…")).orElse(text);
    }

    /** What to do if the server asks for authentication. */
    String wayToAuthorize() {
        return untoldToken.orElseGet(() -> token.isPresent()
                ? "the server does not take the token in " + TOKEN
                : "set " + URL + " and " + TOKEN + " or " + TOKEN_FILE);
    }

    /** The server without anything secret, for messages. */
    String shown() {
        return root.getScheme() + "://" + root.getHost() + (root.getPort() < 0 ? "" : ":" + root.getPort());
    }

    private static URI checked(String url, String where) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw unusable(where, "is not a URL");
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            throw unusable(where, "carries a user name or a password; give a token in " + TOKEN);
        }
        if (!scheme(uri).equals("http") && !scheme(uri).equals("https")) {
            throw unusable(where, "is neither an http nor an https URL");
        }
        if (uri.getHost() == null) {
            throw unusable(where, "names no host");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw unusable(where, "has a query or a fragment, and is not the root of an API");
        }
        return uri;
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** By its text: a name is resolved by others, and could resolve to anything. */
    private static boolean isLoopback(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static CannotJudge unusable(String where, String why) {
        return new CannotJudge(
                where + " " + why, "write the root of a Prometheus HTTP API, such as https://prometheus.example.com");
    }

    private static String token(Map<String, String> environmentVariables) {
        String secret = variable(environmentVariables, TOKEN).orElseGet(() -> fromFile(environmentVariables));
        String stripped = secret.strip();
        boolean sendable = !stripped.isEmpty() && stripped.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!sendable) {
            throw new CannotJudge(
                    "the token for the metrics server is empty or has characters that no token has",
                    "write the token alone, on one line");
        }
        return stripped;
    }

    private static String fromFile(Map<String, String> environmentVariables) {
        String file = variable(environmentVariables, TOKEN_FILE).orElseThrow();
        try {
            byte[] bytes = Files.readAllBytes(Path.of(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw new CannotJudge(
                    "the file that " + TOKEN_FILE + " names cannot be read",
                    "write the token into it, readable for this user");
        }
    }

    private static Optional<String> variable(Map<String, String> environmentVariables, String name) {
        return Optional.ofNullable(environmentVariables.get(name)).filter(value -> !value.isBlank());
    }
}
