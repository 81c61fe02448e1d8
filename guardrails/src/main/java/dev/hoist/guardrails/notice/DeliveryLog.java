package dev.hoist.guardrails.notice;

import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.report.JsonObject;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file with a line for each posted notice. Each line is written before the next notice is posted. The file is locked
 * while it is open, so two runs at the same time never post a notice twice.
 */
public final class DeliveryLog implements AutoCloseable {
    private static final String BEGINNING = "{\"to\": \"";
    private static final int LARGEST = 64 * 1024 * 1024;

    private final @Nullable FileChannel channel;
    private final Set<String> delivered = new HashSet<>();

    private DeliveryLog(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** A log without a file, which keeps nothing after the run. */
    public static DeliveryLog none() {
        return new DeliveryLog(null);
    }

    public static DeliveryLog open(Path file) {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(file, DiskReason.of(e));
        }
        DeliveryLog log = new DeliveryLog(channel);
        try {
            if (!hasLocked(channel)) {
                throw new CannotJudge(
                        "another run is using the state file \"" + file + "\"", "wait until it has ended");
            }
            log.read(file, channel);
            return log;
        } catch (IOException e) {
            log.close();
            throw unusable(file, DiskReason.of(e));
        } catch (CannotJudge e) {
            log.close();
            throw e;
        }
    }

    private static boolean hasLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void read(Path file, FileChannel channel) throws IOException {
        if (channel.size() > LARGEST) {
            throw unusable(file, "it is larger than 64 MiB");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until all is there
        }
        String text = new String(bytes.array(), StandardCharsets.UTF_8);
        int complete = text.lastIndexOf('\n') + 1;
        String torn = text.substring(complete);
        List<String> lines = text.substring(0, complete).lines().toList();
        boolean isOurs = lines.stream().allMatch(line -> line.startsWith(BEGINNING))
                && (torn.startsWith(BEGINNING) || BEGINNING.startsWith(torn));
        if (!isOurs) {
            throw unusable(file, "it holds something else than what was posted");
        }
        delivered.addAll(lines);
        // a run that was killed can leave half a line
        channel.truncate(text.substring(0, complete).getBytes(StandardCharsets.UTF_8).length);
        channel.position(channel.size());
    }

    boolean has(Destination destination, Notice notice) {
        return delivered.contains(line(destination, notice));
    }

    void add(Destination destination, Notice notice) {
        String line = line(destination, notice);
        delivered.add(line);
        if (channel == null) {
            return;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new CannotJudge(
                    "a notice was posted, but the state cannot be written: " + DiskReason.of(e),
                    "see that there is room; the next run posts that notice again");
        }
    }

    private static String line(Destination destination, Notice notice) {
        return new JsonObject()
                .text("to", destination.name())
                .text("commit", notice.change().commit())
                .text("environment", notice.movement().environment())
                .text("flag", notice.movement().flag())
                .toString();
    }

    private static CannotJudge unusable(Path file, String why) {
        return new CannotJudge(
                "the state \"" + file + "\" cannot be used: " + why, "name a new file, or one that --state wrote");
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // every line was written through already
        }
    }
}
