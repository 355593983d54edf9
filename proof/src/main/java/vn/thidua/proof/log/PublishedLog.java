package vn.thidua.proof.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import vn.thidua.proof.merkle.ConsistencyProof;
import vn.thidua.proof.merkle.GrowingTree;
import vn.thidua.proof.merkle.InclusionProof;
import vn.thidua.proof.note.Authenticity;
import vn.thidua.proof.note.Checkpoint;
import vn.thidua.proof.note.KnownKeys;
import vn.thidua.proof.note.MalformedNote;
import vn.thidua.proof.note.SignedCheckpoint;

/**
 * A season's log as it was published, to be read by anyone who knows its keys. Whatever it gives was checked against the
 * signed checkpoint: an entry against its leaf, a leaf by {@link #inclusion}. Not thread-safe.
 */
public final class PublishedLog {

    private final SignedCheckpoint published;
    private final Tiles tiles;

    PublishedLog(SignedCheckpoint published, Tiles tiles) {
        this.published = published;
        this.tiles = tiles;
    }

    /**
     * The log in a store, as its checkpoint says it is now.
     *
     * @param origin which log it should be
     * @param known the keys that may have signed
     * @throws DamagedLog when the store holds no log, another one, or not what was signed
     */
    public static PublishedLog open(TileStore store, String origin, KnownKeys known) {
        var published = checkpoint(store);
        var checkpoint = published.checkpoint();
        if (!checkpoint.origin().equals(origin)) {
            throw new DamagedLog("this is the log " + checkpoint.origin() + ", not " + origin);
        }
        if (!(published.authenticity(known) instanceof Authenticity.Signed)) {
            throw new DamagedLog("the checkpoint is not signed by a known key of " + origin);
        }
        var log = new PublishedLog(published, Tiles.of(checkpoint.size(), store));
        var root = log.tree().root();
        if (!root.equals(checkpoint.root())) {
            throw new DamagedLog("the tiles give the root " + root + ", and signed was " + checkpoint.root());
        }
        log.tiles.readLastBundle();
        return log;
    }

    private static SignedCheckpoint checkpoint(TileStore store) {
        var bytes = store.read(TilePath.CHECKPOINT).orElseThrow(() -> new DamagedLog("there is no checkpoint"));
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return SignedCheckpoint.parse(text);
        } catch (CharacterCodingException | MalformedNote e) {
            throw (DamagedLog) new DamagedLog("the checkpoint cannot be read: " + e.getMessage()).initCause(e);
        }
    }

    GrowingTree tree() {
        return GrowingTree.of(size(), tiles);
    }

    Tiles tiles() {
        return tiles;
    }

    /** What was signed. */
    public SignedCheckpoint published() {
        return published;
    }

    /** How many entries were signed. */
    public long size() {
        return published.checkpoint().size();
    }

    /**
     * An entry.
     *
     * @throws IllegalArgumentException when there is no such entry
     * @throws DamagedLog when the store holds something else in its place
     */
    public byte[] entry(long index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("there is no entry " + index + " in a log of " + size());
        }
        return tiles.entry(index);
    }

    /**
     * The entries from this one to the end of its bundle: from 1 to 256, so that a whole log is read in little memory; none
     * at the end of the log.
     *
     * @throws DamagedLog when the store holds something else in their place
     */
    public List<byte[]> entriesFrom(long index) {
        if (index < 0 || index > size()) {
            throw new IllegalArgumentException("there is no entry " + index + " in a log of " + size());
        }
        return tiles.entries(index, size());
    }

    /**
     * Shows that an entry is in what was signed.
     *
     * @throws IllegalArgumentException when it is not
     * @throws DamagedLog when the store no longer holds the tree that was signed
     */
    public InclusionProof inclusion(long index) {
        var proof = InclusionProof.of(index, size(), tiles);
        if (!proof.verifies(tiles.at(0, index), published.checkpoint().root())) {
            throw new DamagedLog("the tiles around entry " + index + " do not give the root that was signed");
        }
        return proof;
    }

    /**
     * Shows that what was signed continues an earlier size.
     *
     * @throws IllegalArgumentException when the log was not that large yet
     */
    public ConsistencyProof consistency(long older) {
        return ConsistencyProof.of(older, size(), tiles);
    }

    /**
     * Whether what was signed continues an earlier checkpoint of this log. To be asked about the newest checkpoint that
     * anyone was given: a store that was set back to an older copy does not.
     */
    public boolean continues(Checkpoint earlier) {
        var checkpoint = published.checkpoint();
        return earlier.origin().equals(checkpoint.origin())
                && earlier.size() <= checkpoint.size()
                && consistency(earlier.size()).verifies(earlier.root(), checkpoint.root());
    }
}
