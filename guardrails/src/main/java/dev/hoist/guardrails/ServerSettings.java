package dev.hoist.guardrails;

import dev.hoist.guardrails.http.SecretVariable;
import dev.hoist.guardrails.http.ServerUrl;
import dev.hoist.validator.verdict.CannotJudge;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The URL and the token of a metrics server. Two environment variables give them, and the token is sent only to that
 * URL. So the owner of the token decides where the token is sent, and the author of the policy does not.
 */
final class ServerSettings {
    static final String URL = "HOIST_PROMETHEUS_URL";
    static final String TOKEN = "HOIST_PROMETHEUS_TOKEN";
    static final String TOKEN_FILE = "HOIST_PROMETHEUS_TOKEN_FILE";

    private static final String HELP =
            "write the root of a Prometheus HTTP API, such as https://prometheus.example.com, and a token in " + TOKEN;

    private final ServerUrl root;
    private final Optional<String> token;
    private final Optional<String> untoldToken;

    private ServerSettings(ServerUrl root, Optional<String> token, Optional<String> untoldToken) {
        this.root = root;
        this.token = token;
        this.untoldToken = untoldToken;
    }

    /**
     * The settings from the environment variables and the policy.
     *
     * @param ofPolicy the URL in the policy
     */
    static ServerSettings of(Optional<String> ofPolicy, Map<String, String> environmentVariables) {
        Optional<String> own = SecretVariable.variable(environmentVariables, URL);
        ServerUrl root = own.map(url -> ServerUrl.root(url, "the environment variable " + URL, HELP))
                .or(() -> ofPolicy.map(url -> ServerUrl.root(url, "\"prometheus\" in the policy", HELP)))
                .orElseThrow(() -> new CannotJudge(
                        "there is no metrics server to ask",
                        "name one in the policy, \"metrics: {prometheus: https://…}\", or set " + URL));
        SecretVariable secret = new SecretVariable(TOKEN, environmentVariables);
        if (!secret.isSet()) {
            return new ServerSettings(root, Optional.empty(), Optional.empty());
        }
        if (own.isEmpty()) {
            return new ServerSettings(
                    root,
                    Optional.empty(),
                    Optional.of("the token was not sent, because only a server in " + URL + " gets it"));
        }
        if (!root.keepsSecrets()) {
            return new ServerSettings(
                    root,
                    Optional.empty(),
                    Optional.of("the token was not sent, because http shows it to everyone on the way: use https"));
        }
        return new ServerSettings(root, secret.read("the metrics server"), Optional.empty());
    }

    /** The URL of a call to the API. */
    URI call(String path) {
        return root.call(path);
    }

    /** The value of the header {@code Authorization}. */
    Optional<String> authorization() {
        return token.map(secret -> "Bearer " + secret);
    }

    /** A text with the token hidden. */
    String withoutToken(String text) {
        return token.map(secret -> text.replace(secret, "…")).orElse(text);
    }

    /** What to do if the server asks for authentication. */
    String wayToAuthorize() {
        return untoldToken.orElseGet(() -> token.isPresent()
                ? "the server does not take the token in " + TOKEN
                : "set " + URL + " and " + TOKEN + " or " + TOKEN_FILE);
    }

    /** The server's URL without secrets, for messages. */
    String shown() {
        return root.origin();
    }
}
