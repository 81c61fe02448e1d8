package dev.hoist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryLinksTest {
    private static final String ID = "0123456789012345678901234567890123456789";

    @ParameterizedTest
    @CsvSource({
        "git@github.com:acme/shop.git, https://github.com/acme/shop/commit/",
        "https://github.com/acme/shop, https://github.com/acme/shop/commit/",
        "https://ada:secret@github.com/acme/shop.git, https://github.com/acme/shop/commit/",
        "ssh://git@github.example.com:2222/acme/shop.git, https://github.example.com/acme/shop/commit/",
        "https://gitlab.example.com:8443/acme/web/shop.git/, https://gitlab.example.com:8443/acme/web/shop/-/commit/",
        "git@gitlab.com:acme/web/shop.git, https://gitlab.com/acme/web/shop/-/commit/",
        "git@bitbucket.org:acme/shop.git, https://bitbucket.org/acme/shop/commits/",
        "https://ada@bitbucket.org/acme/shop.git, https://bitbucket.org/acme/shop/commits/",
        "git@ssh.dev.azure.com:v3/acme/Games/shop, https://dev.azure.com/acme/Games/_git/shop/commit/",
        "https://acme@dev.azure.com/acme/Games/_git/shop, https://dev.azure.com/acme/Games/_git/shop/commit/",
    })
    void linksACommit(String address, String expected) {
        assertThat(RepositoryLinks.of(address).commit(ID)).contains(expected + ID);
    }

    @Test
    void linksALineOfAFile() {
        String path = "flags/a b/x#y&z?ü.yaml";
        assertThat(RepositoryLinks.of("git@github.com:acme/shop.git").line(ID, path, 7))
                .contains("https://github.com/acme/shop/blob/" + ID + "/flags/a%20b/x%23y%26z%3F%C3%BC.yaml#L7");
        assertThat(RepositoryLinks.of("git@gitlab.com:acme/shop.git").line(ID, "flags/x.yaml", 7))
                .contains("https://gitlab.com/acme/shop/-/blob/" + ID + "/flags/x.yaml#L7");
        assertThat(RepositoryLinks.of("git@bitbucket.org:acme/shop.git").line(ID, "flags/x.yaml", 7))
                .contains("https://bitbucket.org/acme/shop/src/" + ID + "/flags/x.yaml#lines-7");
        assertThat(RepositoryLinks.of("https://dev.azure.com/acme/Games/_git/shop")
                        .line(ID, "flags/x.yaml", 7))
                .hasValueSatisfying(link -> assertThat(link)
                        .startsWith("https://dev.azure.com/acme/Games/_git/shop?path=/flags/x.yaml&version=GC" + ID)
                        .contains("&line=7&"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.com/acme/shop",
                "/srv/git/shop.git",
                "file:///srv/git/github.com/shop.git",
                "../github.com",
                "javascript:alert(1)//github.com/acme",
                "https://",
                "not an address",
                "",
            })
    void hasNoLinkWhereTheForgeIsUnknown(String address) {
        RepositoryLinks links = RepositoryLinks.of(address);
        assertThat(links.commit(ID)).isEmpty();
        assertThat(links.line(ID, "flags/x.yaml", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com.evil.example/acme/shop",
                "https://evil.example/github.com/acme",
                "https://notgithub.com.example",
            })
    void neverLeadsToAnotherHost(String address) {
        RepositoryLinks.of(address)
                .commit(ID)
                .ifPresent(link -> assertThat(URI.create(link).getHost())
                        .isEqualTo(URI.create(address).getHost()));
    }

    @Test
    void escapesWhatStandsInTheAddress() {
        RepositoryLinks.of("git@github.com:acme/\"><script>.git")
                .commit(ID)
                .ifPresent(link -> assertThat(link).doesNotContain("<").doesNotContain("\""));
    }
}
