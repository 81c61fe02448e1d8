package dev.hoist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {
    private static final Optional<String> POLICY = Optional.of("https://policy.example.com/base/");

    private static ServerSettings of(String... variables) {
        Map<String, String> all = new java.util.HashMap<>();
        for (int at = 0; at < variables.length; at += 2) {
            all.put(variables[at], variables[at + 1]);
        }
        return ServerSettings.of(POLICY, all);
    }

    @Test
    void theVariableComesBeforeThePolicy() {
        assertThat(of().call("/api/v1/query")).hasToString("https://policy.example.com/base/api/v1/query");
        assertThat(of(ServerSettings.URL, "https://own.example.com").call("/x"))
                .hasToString("https://own.example.com/x");
    }

    @Test
    void theTokenGoesOnlyWhereItsHolderSays() {
        assertThat(of(ServerSettings.TOKEN, "secret").authorization()).isEmpty();
        assertThat(of(ServerSettings.TOKEN, "secret").wayToAuthorize()).contains(ServerSettings.URL);
        assertThat(of(ServerSettings.TOKEN, "secret", ServerSettings.URL, "https://own.example.com")
                        .authorization())
                .contains("Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9090", "http://127.0.0.1:9090", "http://127.1.2.3", "http://[::1]:9090"})
    void theTokenGoesOverHttpToThisMachine(String url) {
        assertThat(of(ServerSettings.TOKEN, "secret", ServerSettings.URL, url).authorization())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://own.example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://10.0.0.1:9090"
            })
    void theTokenGoesOverHttpToNoOther(String url) {
        ServerSettings settings = of(ServerSettings.TOKEN, "secret", ServerSettings.URL, url);
        assertThat(settings.authorization()).isEmpty();
        assertThat(settings.wayToAuthorize()).contains("https").doesNotContain("secret");
    }

    @Test
    void readsTheTokenFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "secret\n");
        assertThat(of(ServerSettings.TOKEN_FILE, file.toString(), ServerSettings.URL, "https://own.example.com")
                        .authorization())
                .contains("Bearer secret");
        assertThatThrownBy(() -> of(
                        ServerSettings.TOKEN_FILE,
                        folder.resolve("none").toString(),
                        ServerSettings.URL,
                        "https://own.example.com"))
                .isInstanceOf(CannotJudge.class)
                .hasMessageContaining(ServerSettings.TOKEN_FILE);
    }

    @Test
    void refusesATokenThatWouldWriteAHeaderOfItsOwn() {
        assertThatThrownBy(() ->
                        of(ServerSettings.TOKEN, "secret\r\nHost: evil", ServerSettings.URL, "https://own.example.com"))
                .isInstanceOf(CannotJudge.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@own.example.com",
                "file:/etc/secret",
                "gopher://secret.example.com",
                "secret.example.com",
                "https://own.example.com/?secret",
                "https://secret example.com"
            })
    void refusesAnAddressThatIsNoPlaceToAsk(String url) {
        assertThatThrownBy(() -> of(ServerSettings.URL, url))
                .isInstanceOf(CannotJudge.class)
                .hasMessageContaining(ServerSettings.URL)
                .hasMessageNotContaining("secret");
    }

    @Test
    void needsAServer() {
        assertThatThrownBy(() -> ServerSettings.of(Optional.empty(), Map.of())).isInstanceOf(CannotJudge.class);
    }
}
