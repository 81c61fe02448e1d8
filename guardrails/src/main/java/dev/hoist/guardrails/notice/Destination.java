package dev.hoist.guardrails.notice;

import dev.hoist.guardrails.http.SecretVariable;
import dev.hoist.guardrails.http.ServerUrl;
import dev.hoist.validator.verdict.CannotJudge;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A server to which notices are posted.
 *
 * @param name its name in messages and in the delivery log
 * @param origin the part of its URL that messages may show
 * @param body makes the body of a post
 * @param headers makes the headers for a body
 */
record Destination(
        String name,
        String origin,
        URI address,
        Function<Notice, String> body,
        Function<String, Map<String, String>> headers) {
    static final String WEBHOOK_URL = "HOIST_WEBHOOK_URL";
    static final String WEBHOOK_SECRET = "HOIST_WEBHOOK_SECRET";
    static final String GRAFANA_URL = "HOIST_GRAFANA_URL";
    static final String GRAFANA_TOKEN = "HOIST_GRAFANA_TOKEN";

    /** The destinations in the environment variables; there must be at least one. */
    static List<Destination> of(Map<String, String> environmentVariables, NoticeFormat format) {
        List<Destination> all = new ArrayList<>();
        SecretVariable.variable(environmentVariables, WEBHOOK_URL)
                .ifPresent(url -> all.add(webhook(url, environmentVariables, format)));
        SecretVariable.variable(environmentVariables, GRAFANA_URL)
                .ifPresent(url -> all.add(grafana(url, environmentVariables)));
        if (all.isEmpty()) {
            throw new CannotJudge(
                    "there is nowhere to post to",
                    "set " + WEBHOOK_URL + ", or " + GRAFANA_URL + " with " + GRAFANA_TOKEN);
        }
        return all;
    }

    private static Destination webhook(String url, Map<String, String> environmentVariables, NoticeFormat format) {
        ServerUrl server = ServerUrl.of(
                url,
                "the environment variable " + WEBHOOK_URL,
                "write the whole URL of the webhook, such as https://hooks.example.com/hoist");
        Optional<String> secret = SecretVariable.variable(environmentVariables, WEBHOOK_SECRET);
        return new Destination(
                "webhook",
                server.origin(),
                server.uri(),
                format::body,
                body -> secret.map(key -> Map.of("X-Hoist-Signature-256", "sha256=" + hmac(key, body)))
                        .orElse(Map.of()));
    }

    private static Destination grafana(String url, Map<String, String> environmentVariables) {
        ServerUrl server = ServerUrl.root(
                url,
                "the environment variable " + GRAFANA_URL,
                "write the root of Grafana, such as https://grafana.example.com, and a token in " + GRAFANA_TOKEN);
        Map<String, String> headers = new LinkedHashMap<>();
        new SecretVariable(GRAFANA_TOKEN, environmentVariables).read("Grafana").ifPresent(token -> {
            if (!server.keepsSecrets()) {
                throw new CannotJudge(
                        "the token for Grafana is not sent over http, which shows it to everyone on the way",
                        "write an https URL in " + GRAFANA_URL);
            }
            headers.put("Authorization", "Bearer " + token);
        });
        return new Destination(
                "grafana", server.origin(), server.call("/api/annotations"), Notice::annotation, body -> headers);
    }

    private static String hmac(String key, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
