package dev.hoist.cli.demo;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A commit of the demo.
 *
 * @param author name and email address, {@code Ada <ada@example.com>}
 * @param files the texts of the files that the commit writes, by path
 * @param name the commit's name; later messages contain it in braces, as in {@code {name}}, in place of the commit's id
 */
record DemoCommit(Instant time, String author, String message, Map<String, String> files, Optional<String> name) {
    DemoCommit {
        files = Map.copyOf(files);
    }
}
