package dev.hoist.guardrails.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as plain values. */
class JsonValuesTest {
    private static Object parse(String json) {
        return JsonValues.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsEveryKindOfValue() {
        assertThat(parse("{\"b\": [1, 2.50, \"x\"], \"a\": {\"t\": true, \"f\": false, \"n\": null}}"))
                .isEqualTo(Map.of(
                        "b", List.of(new BigDecimal("1"), new BigDecimal("2.50"), "x"),
                        "a", Map.of("t", true, "f", false, "n", Optional.empty())));
    }

    @Test
    void keepsTheOrderOfKeys() {
        assertThat(JsonValues.object(parse("{\"z\": 1, \"a\": 2, \"m\": 3}"))).containsOnlyKeys("z", "a", "m");
        assertThat(JsonValues.object(parse("{\"z\": 1, \"a\": 2, \"m\": 3}")).keySet())
                .containsExactly("z", "a", "m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "[1,", "{\"a\": }", "{\"a\" 1}", "nonsense", "NaN", "]"})
    void refusesWhatIsNoJson(String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"text\"", "null", "true"})
    void refusesAnotherValueAsAnObject(String json) {
        assertThatThrownBy(() -> JsonValues.object(parse(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no object");
    }
}
