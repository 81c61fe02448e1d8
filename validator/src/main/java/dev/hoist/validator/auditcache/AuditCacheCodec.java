package dev.hoist.validator.auditcache;

import dev.hoist.validator.history.Moves;
import dev.hoist.validator.history.Moves.Move;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Movement.Direction;
import dev.hoist.validator.verdict.Movement.Next;
import dev.hoist.validator.verdict.Movement.UserCount;
import dev.hoist.validator.verdict.Share;
import dev.hoist.validator.verdict.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts the cached facts about a commit to bytes, and the bytes back to facts. */
final class AuditCacheCodec {
    /**
     * The most decimals of a share that is read. A product of percentages along the longest chain of dependencies in a
     * file has fewer.
     */
    private static final int MOST_DIGITS = 1000;

    /** The most levels of a share: by ring, then by canary, then by server, then the percentage. */
    private static final int DEEPEST_SHARE = 4;

    private AuditCacheCodec() {}

    /** The content of a verdict without findings, apart from its commit and time. */
    record Clean(Kind kind, ZoneId zone, boolean headIsMerge, List<Movement> movements) {}

    /** Writes values to a stream. */
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /** Reads the values back, in the same order. */
    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The bytes of what is written; empty if a text is too long to be stored. Its commit is then not cached, and every
     * audit judges it again.
     */
    static Optional<byte[]> ofShortTexts(Writing writing) {
        try {
            return Optional.of(bytes(writing));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof UTFDataFormatException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The value that the bytes contain; empty if they are not what this class writes. */
    static <T> Optional<T> read(byte[] bytes, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            T read = reading.from(in);
            return in.available() == 0 ? Optional.of(read) : Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    static void moves(Moves moves, DataOutputStream out) throws IOException {
        out.writeBoolean(moves.baseline());
        out.writeInt(moves.moves().size());
        for (Move move : moves.moves()) {
            out.writeUTF(move.flag());
            out.writeUTF(move.group());
            out.writeUTF(move.environment());
            out.writeBoolean(move.moved());
            out.writeBoolean(move.rose());
        }
        out.writeInt(moves.environmentsCreated().size());
        for (Map.Entry<String, String> created : moves.environmentsCreated().entrySet()) {
            out.writeUTF(created.getKey());
            out.writeUTF(created.getValue());
        }
    }

    static Moves moves(DataInputStream in) throws IOException {
        boolean baseline = in.readBoolean();
        List<Move> moves = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            moves.add(new Move(in.readUTF(), in.readUTF(), in.readUTF(), in.readBoolean(), in.readBoolean()));
        }
        Map<String, String> created = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            created.put(in.readUTF(), in.readUTF());
        }
        return new Moves(moves, created, baseline);
    }

    static void clean(Verdict verdict, DataOutputStream out) throws IOException {
        out.writeUTF(verdict.kind().name());
        out.writeUTF(verdict.zone().getId());
        out.writeBoolean(verdict.headIsMerge());
        out.writeInt(verdict.movements().size());
        for (Movement movement : verdict.movements()) {
            out.writeUTF(movement.flag());
            out.writeUTF(movement.environment());
            out.writeUTF(movement.direction().name());
            share(movement.from(), out);
            share(movement.to(), out);
            out.writeBoolean(movement.audience().isPresent());
            if (movement.audience().isPresent()) {
                figure(movement.audience().get().change(), out);
                out.writeLong(movement.audience().get().population());
            }
            out.writeBoolean(movement.next().isPresent());
            if (movement.next().isPresent()) {
                out.writeInt(movement.next().get().rung().hundredths());
                instant(movement.next().get().from(), out);
            }
        }
    }

    static Clean clean(DataInputStream in) throws IOException {
        Kind kind = Kind.valueOf(in.readUTF());
        ZoneId zone = ZoneId.of(in.readUTF());
        boolean headIsMerge = in.readBoolean();
        List<Movement> movements = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            movements.add(new Movement(
                    in.readUTF(),
                    in.readUTF(),
                    Direction.valueOf(in.readUTF()),
                    share(in, DEEPEST_SHARE),
                    share(in, DEEPEST_SHARE),
                    in.readBoolean() ? Optional.of(new UserCount(figure(in), in.readLong())) : Optional.empty(),
                    in.readBoolean()
                            ? Optional.of(new Next(new Percentage(in.readInt()), instant(in)))
                            : Optional.empty()));
        }
        return new Clean(kind, zone, headIsMerge, movements);
    }

    static void instant(Instant instant, DataOutputStream out) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    static Instant instant(DataInputStream in) throws IOException {
        try {
            return Instant.ofEpochSecond(in.readLong(), in.readInt());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IOException(e);
        }
    }

    private static void share(Share share, DataOutputStream out) throws IOException {
        if (share instanceof Share.Uniform figure) {
            out.writeByte('f');
            figure(figure.percent(), out);
        } else if (share instanceof Share.Canary canary) {
            out.writeByte('c');
            share(canary.canary(), out);
            figure(canary.percentage().percent(), out);
        } else if (share instanceof Share.ByRing byRing) {
            out.writeByte('r');
            shares(byRing.rings(), out);
        } else if (share instanceof Share.ByServer byServer) {
            out.writeByte('s');
            shares(byServer.servers(), out);
        }
    }

    private static Share share(DataInputStream in, int deepest) throws IOException {
        if (deepest == 0) {
            throw new IOException("a share within shares");
        }
        byte form = in.readByte();
        return switch (form) {
            case 'f' -> new Share.Uniform(figure(in));
            case 'c' -> new Share.Canary(share(in, deepest - 1), new Share.Uniform(figure(in)));
            case 'r' -> new Share.ByRing(shares(in, deepest - 1));
            case 's' -> new Share.ByServer(shares(in, deepest - 1));
            default -> throw new IOException("a share in form " + form);
        };
    }

    private static void shares(Map<String, Share> shares, DataOutputStream out) throws IOException {
        out.writeInt(shares.size());
        for (Map.Entry<String, Share> part : shares.entrySet()) {
            out.writeUTF(part.getKey());
            share(part.getValue(), out);
        }
    }

    private static Map<String, Share> shares(DataInputStream in, int deepest) throws IOException {
        Map<String, Share> shares = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            shares.put(in.readUTF(), share(in, deepest));
        }
        return shares;
    }

    private static void figure(BigDecimal figure, DataOutputStream out) throws IOException {
        out.writeUTF(figure.toString());
    }

    private static BigDecimal figure(DataInputStream in) throws IOException {
        String text = in.readUTF();
        if (text.length() > MOST_DIGITS) {
            throw new IOException("a figure of " + text.length() + " digits");
        }
        BigDecimal figure = new BigDecimal(text);
        if (Math.abs((long) figure.scale()) > MOST_DIGITS) {
            throw new IOException("a figure of " + figure.scale() + " decimals");
        }
        return figure;
    }
}
