package dev.hoist.validator.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectStoresTest {
    private static final Path HERE = Path.of("/srv/flags.git");

    private static ObjectStores alternates(String list) {
        return ObjectStores.of(HERE, Map.of("GIT_ALTERNATE_OBJECT_DIRECTORIES", list));
    }

    @Test
    void areAllInOnePlaceWhereGitSaysNothing() {
        assertThat(ObjectStores.of(HERE, Map.of()).objects()).isEmpty();
        assertThat(ObjectStores.of(HERE, Map.of("GIT_OBJECT_DIRECTORY", "")).objects())
                .isEmpty();
        assertThat(ObjectStores.of(HERE, Map.of()).alternates()).isEmpty();
    }

    @Test
    void areRelativeToWhereTheHookRuns() {
        assertThat(ObjectStores.of(HERE, Map.of("GIT_OBJECT_DIRECTORY", "./objects/incoming-x"))
                        .objects())
                .contains(Path.of("/srv/flags.git/objects/incoming-x"));
        assertThat(alternates("objects" + File.pathSeparator + File.pathSeparator + "/other/objects")
                        .alternates())
                .containsExactly(Path.of("/srv/flags.git/objects"), Path.of("/other/objects"));
    }

    /** As git's own {@code quote.c} writes a path that has a separator in it, or begins with a quote. */
    @Test
    void mayBeQuoted() {
        assertThat(alternates("\"/a:b/objects\"" + File.pathSeparator + "\"/q\\\"\\\\/\\303\\274\"" + File.pathSeparator
                                + "/c")
                        .alternates())
                .containsExactly(Path.of("/a:b/objects"), Path.of("/q\"\\/ü"), Path.of("/c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"/open", "\"/a\\z\"", "\"/a\\9\"", "\"/a\\"})
    void areNotGuessed(String list) {
        assertThatThrownBy(() -> alternates(list))
                .isInstanceOf(CannotJudge.class)
                .hasMessageEndingWith("is no list of object directories");
    }
}
