package dev.hoist.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URLs of commits and lines at the forge that hosts a repository. If the forge is unknown, there are no URLs. */
public final class RepositoryLinks {
    /** Gives no URL. */
    public static final RepositoryLinks NONE = new RepositoryLinks("", Forge.UNKNOWN);

    private static final Pattern SCP = Pattern.compile("(?:[^@/:]+@)?([^/:]+):(?!//)(.+)");
    private static final Pattern AZURE_SSH = Pattern.compile("v3/([^/]+)/([^/]+)/([^/]+)");

    private final String root;
    private final Forge forge;

    private enum Forge {
        GITHUB,
        GITLAB,
        BITBUCKET,
        AZURE,
        UNKNOWN
    }

    private RepositoryLinks(String root, Forge forge) {
        this.root = root;
        this.forge = forge;
    }

    /**
     * The links for a repository's address in the form that git or a browser uses:
     * {@code git@github.com:acme/shop.git}, {@code https://gitlab.example.com/acme/shop}. Credentials in the address
     * are left out.
     */
    public static RepositoryLinks of(String address) {
        Matcher scp = SCP.matcher(address.strip());
        if (!address.contains("://") && scp.matches()) {
            return at(scp.group(1), scp.group(2));
        }
        try {
            URI uri = new URI(address.strip());
            if (uri.getHost() == null || uri.getPath() == null) {
                return NONE;
            }
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean ssh = "ssh".equals(uri.getScheme()) || "git".equals(uri.getScheme());
            if (!web && !ssh) {
                return NONE;
            }
            String port = web && uri.getPort() > 0 ? ":" + uri.getPort() : "";
            return at(uri.getHost() + port, uri.getPath());
        } catch (URISyntaxException e) {
            return NONE;
        }
    }

    private static RepositoryLinks at(String host, String path) {
        String name = host.toLowerCase(Locale.ROOT);
        String clean = encoded(path.replaceAll("^/+|/+$", "").replaceAll("\\.git$", ""));
        if (name.equals("ssh.dev.azure.com")) {
            Matcher azure = AZURE_SSH.matcher(clean);
            return azure.matches()
                    ? new RepositoryLinks(
                            "https://dev.azure.com/" + azure.group(1) + "/" + azure.group(2) + "/_git/"
                                    + azure.group(3),
                            Forge.AZURE)
                    : NONE;
        }
        Forge forge = name.contains("github")
                ? Forge.GITHUB
                : name.contains("gitlab")
                        ? Forge.GITLAB
                        : name.contains("bitbucket.org")
                                ? Forge.BITBUCKET
                                : name.contains("dev.azure.com") || name.endsWith("visualstudio.com")
                                        ? Forge.AZURE
                                        : Forge.UNKNOWN;
        return forge == Forge.UNKNOWN ? NONE : new RepositoryLinks("https://" + name + "/" + clean, forge);
    }

    /** The URL of a commit. */
    public Optional<String> commit(String id) {
        return switch (forge) {
            case GITHUB, AZURE -> Optional.of(root + "/commit/" + id);
            case GITLAB -> Optional.of(root + "/-/commit/" + id);
            case BITBUCKET -> Optional.of(root + "/commits/" + id);
            case UNKNOWN -> Optional.empty();
        };
    }

    /**
     * The URL of a line of a file at a commit.
     *
     * @param line the line's number, from 1
     */
    public Optional<String> line(String id, String path, int line) {
        String file = encoded(path);
        return switch (forge) {
            case GITHUB -> Optional.of(root + "/blob/" + id + "/" + file + "#L" + line);
            case GITLAB -> Optional.of(root + "/-/blob/" + id + "/" + file + "#L" + line);
            case BITBUCKET -> Optional.of(root + "/src/" + id + "/" + file + "#lines-" + line);
            case AZURE ->
                Optional.of(root + "?path=/" + file + "&version=GC" + id + "&line=" + line + "&lineEnd=" + (line + 1)
                        + "&lineStartColumn=1&lineEndColumn=1");
            case UNKNOWN -> Optional.empty();
        };
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, "/" + path, null)
                    .toASCIIString()
                    .substring(1)
                    .replace("&", "%26");
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
