package dev.hoist.validator.auditcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hoist.validator.history.CommitCache;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.Moves;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cache of an audit in one sequence of bytes. It has one record for each commit of the audited first-parent line,
 * the root first. A record contains the commit's id and the time at which the commit was judged. The next audit uses a
 * record only if this record and all records before it match the line that it audits, because a verdict depends on all
 * earlier commits.
 */
public final class CachedAudit implements CommitCache {
    private static final String FORMAT = "hoist audit cache 1";
    private static final int DIGEST = 32;
    private static final int UNKNOWN = -1;

    private final CommitLine line;
    private final byte[] heading;
    private final Map<Integer, byte[]> moves = new HashMap<>();
    private final Map<Integer, byte[]> clean = new HashMap<>();
    private byte[] newer = {};
    private boolean grown;

    private CachedAudit(CommitLine line, byte[] heading) {
        this.line = line;
        this.heading = heading;
    }

    /**
     * The cache that these bytes contain. It is empty if the bytes are damaged, or if they come from another build of
     * Hoist or belong to another line or flags directory.
     *
     * @param build the name of this build of Hoist
     * @param flags the flags directory
     */
    public static CachedAudit of(CommitLine line, String build, String flags, Optional<byte[]> bytes) {
        byte[] heading = heading(line, build, flags);
        CachedAudit memory = new CachedAudit(line, heading);
        try {
            bytes.flatMap(CachedAudit::whole)
                    .filter(body ->
                            Arrays.equals(heading, 0, heading.length, body, 0, Math.min(heading.length, body.length)))
                    .ifPresent(memory::read);
            return memory;
        } catch (UncheckedIOException e) {
            return new CachedAudit(line, heading);
        }
    }

    /** The name under which a cache is stored: one for each repository and flags directory. */
    public static String name(CommitLine line, String flags) {
        byte[] digest = sha256().digest((line.commit(line.size() - 1) + "\n" + flags).getBytes(UTF_8));
        return "audit-" + HexFormat.of().formatHex(digest, 0, DIGEST / 2);
    }

    /** Whether this audit has added entries. */
    public boolean hasGrown() {
        return grown;
    }

    /** The whole cache in the form that {@link #of} reads. */
    public byte[] bytes() {
        byte[] body = AuditCacheCodec.bytes(out -> {
            out.write(heading);
            for (int index = line.size() - 1; index >= 0; index--) {
                out.writeUTF(line.commit(index));
                AuditCacheCodec.instant(line.time(index), out);
                part(moves.get(index), out);
                part(clean.get(index), out);
            }
            out.write(newer);
        });
        ByteArrayOutputStream all = new ByteArrayOutputStream(body.length + DIGEST);
        all.writeBytes(body);
        all.writeBytes(sha256().digest(body));
        return all.toByteArray();
    }

    @Override
    public Optional<Moves> moves(int index) {
        return Optional.ofNullable(moves.get(index))
                .flatMap(bytes -> AuditCacheCodec.read(bytes, AuditCacheCodec::moves));
    }

    @Override
    public Optional<Verdict> clean(int index) {
        return Optional.ofNullable(clean.get(index))
                .flatMap(bytes -> AuditCacheCodec.read(bytes, AuditCacheCodec::clean))
                .map(known -> new Verdict(
                        known.kind(),
                        Base.before(index + 1 < line.size() ? Optional.of(line.commit(index + 1)) : Optional.empty()),
                        line.commit(index),
                        line.time(index),
                        line.timeSource(),
                        known.zone(),
                        List.of(),
                        known.movements(),
                        known.headIsMerge()));
    }

    @Override
    public void keepMoves(int index, Moves found) {
        keep(moves, index, AuditCacheCodec.ofShortTexts(out -> AuditCacheCodec.moves(found, out)));
    }

    @Override
    public void keepClean(int index, Verdict verdict) {
        if (!verdict.findings().isEmpty() || !verdict.now().equals(line.time(index))) {
            throw new IllegalArgumentException("a verdict with findings, or by another clock, is not kept");
        }
        keep(clean, index, AuditCacheCodec.ofShortTexts(out -> AuditCacheCodec.clean(verdict, out)));
    }

    private void keep(Map<Integer, byte[]> parts, int index, Optional<byte[]> part) {
        byte[] before = part.isPresent() ? parts.put(index, part.get()) : parts.remove(index);
        grown |= !Arrays.equals(before, part.orElse(null));
    }

    private static byte[] heading(CommitLine line, String build, String flags) {
        return AuditCacheCodec.bytes(out -> {
            for (String part : List.of(FORMAT, build, flags, line.timeSource().text())) {
                byte[] text = part.getBytes(UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        });
    }

    /** The content before the digest; empty if the digest is wrong. */
    private static Optional<byte[]> whole(byte[] bytes) {
        if (bytes.length < DIGEST) {
            return Optional.empty();
        }
        int end = bytes.length - DIGEST;
        byte[] body = Arrays.copyOf(bytes, end);
        byte[] digest = Arrays.copyOfRange(bytes, end, bytes.length);
        return MessageDigest.isEqual(sha256().digest(body), digest) ? Optional.of(body) : Optional.empty();
    }

    private void read(byte[] body) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body, heading.length, body.length - heading.length);
        DataInputStream in = new DataInputStream(bytes);
        try {
            for (int index = line.size() - 1; index >= 0 && in.available() > 0; index--) {
                String commit = in.readUTF();
                Instant time = AuditCacheCodec.instant(in);
                Optional<byte[]> moved = part(in);
                Optional<byte[]> judged = part(in);
                if (!commit.equals(line.commit(index)) || !time.equals(line.time(index))) {
                    return;
                }
                int at = index;
                moved.ifPresent(part -> moves.put(at, part));
                judged.ifPresent(part -> clean.put(at, part));
            }
            // of an audit that ended later on the same line
            newer = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void part(byte @Nullable [] part, DataOutputStream out) throws IOException {
        if (part == null) {
            out.writeInt(UNKNOWN);
        } else {
            out.writeInt(part.length);
            out.write(part);
        }
    }

    private static Optional<byte[]> part(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == UNKNOWN) {
            return Optional.empty();
        }
        if (length < 0 || length > in.available()) {
            throw new IOException("a part of " + length + " bytes");
        }
        return Optional.of(in.readNBytes(length));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
