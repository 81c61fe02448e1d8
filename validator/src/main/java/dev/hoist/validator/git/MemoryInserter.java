package dev.hoist.validator.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.transport.PackParser;

/** Stores new objects in memory, on top of an unchanged repository. */
final class MemoryInserter extends ObjectInserter {
    private final Map<ObjectId, ObjectLoader> inserted = new HashMap<>();
    private final ObjectReader below;

    MemoryInserter(ObjectReader below) {
        this.below = below;
    }

    @Override
    public ObjectId insert(int type, long length, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Math.toIntExact(length));
        ObjectId id = idFor(type, bytes);
        inserted.put(id, new ObjectLoader.SmallObject(type, bytes));
        return id;
    }

    @Override
    public ObjectId insert(int type, byte[] data, int off, int len) throws IOException {
        return insert(type, len, new ByteArrayInputStream(data, off, len));
    }

    @Override
    public PackParser newPackParser(InputStream in) {
        throw new UnsupportedOperationException("a merge receives no pack");
    }

    @Override
    public ObjectReader newReader() {
        return new Reader();
    }

    @Override
    public void flush() {
        // memory is all there is
    }

    @Override
    public void close() {
        // the reader below belongs to somebody else
    }

    /** Reads the inserted objects first, then the repository's objects. */
    private final class Reader extends ObjectReader {
        @Override
        public ObjectReader newReader() {
            return new Reader();
        }

        @Override
        public ObjectInserter getCreatedFromInserter() {
            return MemoryInserter.this;
        }

        @Override
        public Collection<ObjectId> resolve(AbbreviatedObjectId id) throws IOException {
            return below.resolve(id);
        }

        @Override
        public ObjectLoader open(AnyObjectId id, int type) throws IOException {
            ObjectLoader loader = inserted.get(id.toObjectId());
            return loader == null ? below.open(id, type) : loader;
        }

        @Override
        public Set<ObjectId> getShallowCommits() throws IOException {
            return below.getShallowCommits();
        }

        @Override
        public void close() {
            // the reader below belongs to somebody else
        }
    }
}
