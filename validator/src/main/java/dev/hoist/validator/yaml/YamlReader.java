package dev.hoist.validator.yaml;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.SourceText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one file's bytes as plain YAML, and reports everything outside the plain subset. */
public final class YamlReader {
    private YamlReader() {}

    /**
     * Reads a file. The same bytes at the same path always give the same result.
     *
     * @param path relative to the repository's root, for findings
     */
    public static YamlDocument read(String path, byte[] bytes) {
        if (bytes.length > UnsafeYaml.MOST_BYTES) {
            return unread(new SourceText(path, ""), UnsafeYaml.tooLarge(path, bytes.length));
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            return notUtf8(path, bytes, in.position(), out.flip());
        }
        SourceText source = new SourceText(path, out.flip().toString());
        List<Finding> findings = new ArrayList<>();
        SanitizedText screened = new SanitizedText(source, findings);
        Optional<YamlNode> root = new NodeBuilder(screened, findings).build();
        return new YamlDocument(source, root, findings);
    }

    private static YamlDocument notUtf8(String path, byte[] bytes, int offset, CharBuffer before) {
        SourceText source = new SourceText(path, new String(bytes, StandardCharsets.UTF_8));
        int index = Character.codePointCount(before, 0, before.length());
        Lines lines = new Lines(source, Lines.codePoints(source.text()));
        return unread(source, YamlSyntax.notUtf8(lines.place(index, index + 1), offset, bytes[offset] & 0xFF));
    }

    private static YamlDocument unread(SourceText source, Finding finding) {
        return new YamlDocument(source, Optional.empty(), List.of(finding));
    }
}
