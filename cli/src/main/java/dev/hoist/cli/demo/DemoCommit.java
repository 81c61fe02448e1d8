package dev.hoist.cli.demo;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A commit of the demo.
 *
 * @param author name and address, {@code Ada <ada@example.com>}
 * @param files texts by path, those that it writes
 * @param name under which a later commit's message may speak of it, as in {@code {name}}
 */
record DemoCommit(Instant time, String author, String message, Map<String, String> files, Optional<String> name) {
    DemoCommit {
        files = Map.copyOf(files);
    }
}
