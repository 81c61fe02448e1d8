package dev.hoist.validator.report;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A buffer for text. A short text is in memory; a longer one goes to a temporary file. */
final class SpillBuffer implements AutoCloseable {
    private static final int IN_MEMORY = 1 << 20;
    private static final int CHUNK = 1 << 14;

    private final StringBuilder memory = new StringBuilder();
    private @Nullable Path file;
    private @Nullable Writer writer;

    SpillBuffer append(CharSequence text) throws IOException {
        memory.append(text);
        if (memory.length() > IN_MEMORY) {
            Writer open = writer;
            if (open == null) {
                Path created = Files.createTempFile("hoist", ".spool");
                file = created;
                open = Files.newBufferedWriter(created, StandardCharsets.UTF_8);
                writer = open;
            }
            open.append(memory);
            memory.setLength(0);
        }
        return this;
    }

    void writeTo(Appendable out) throws IOException {
        Writer written = writer;
        Path spilled = file;
        if (written != null && spilled != null) {
            written.flush();
            try (Reader reader = Files.newBufferedReader(spilled, StandardCharsets.UTF_8)) {
                CharBuffer chunk = CharBuffer.allocate(CHUNK);
                while (reader.read(chunk) >= 0) {
                    out.append(chunk.flip());
                    chunk.clear();
                }
            }
        }
        out.append(memory);
    }

    @Override
    public void close() throws IOException {
        Writer written = writer;
        if (written != null) {
            written.close();
        }
        Path spilled = file;
        if (spilled != null) {
            Files.deleteIfExists(spilled);
        }
    }
}
