package dev.hoist.cli.demo;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A commit of the demo.
 *
 * @param author name and address, {@code Ada <ada@example.com>}
 * @param files the files that it writes, text by path
 * @param name placeholder for its id in the messages of later commits, as in {@code {name}}
 */
record DemoCommit(Instant time, String author, String message, Map<String, String> files, Optional<String> name) {
    DemoCommit {
        files = Map.copyOf(files);
    }
}
