package vn.thidua.proof.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import vn.thidua.proof.merkle.ConsistencyProof;
import vn.thidua.proof.merkle.GrowingTree;
import vn.thidua.proof.merkle.Hash;
import vn.thidua.proof.merkle.InclusionProof;
import vn.thidua.proof.note.Authenticity;
import vn.thidua.proof.note.Checkpoint;
import vn.thidua.proof.note.KnownKeys;
import vn.thidua.proof.note.MalformedNote;
import vn.thidua.proof.note.SignedCheckpoint;
import vn.thidua.proof.note.SigningKey;

/**
 * The append-only log of one season, in a store. Appending takes O(log n); in memory is only the tree's right edge, at most
 * 255 hashes of each level and 255 entries.
 *
 * <p>What was appended counts once {@link #publish} returned: until then a crash loses it, and it is appended again. A log
 * never signs a checkpoint that does not continue the one it published before, as long as its store is not set back
 * ({@link #continues} tells). One writer at a time; not thread-safe.
 */
public final class SeasonLog {

    private final String origin;
    private final TileStore store;
    private final SigningKey key;
    private final Tiles tiles;
    private final GrowingTree tree;
    private SignedCheckpoint published;
    private boolean isHalfWritten;

    private SeasonLog(
            String origin, TileStore store, SigningKey key, Tiles tiles, GrowingTree tree, SignedCheckpoint published) {
        this.origin = origin;
        this.store = store;
        this.key = key;
        this.tiles = tiles;
        this.tree = tree;
        this.published = published;
    }

    /**
     * Begins a log, with a signed checkpoint of size 0.
     *
     * @param key signs; its name is the log's origin
     * @throws IllegalStateException when the store holds a log already
     */
    public static SeasonLog create(TileStore store, SigningKey key) {
        if (store.read(TilePath.CHECKPOINT).isPresent()) {
            throw new IllegalStateException("there is a log already");
        }
        if (store.read(TilePath.entries(0, TilePath.WIDTH)).isPresent()) {
            throw new DamagedLog("there are entries and no checkpoint: a log lost its end");
        }
        var origin = key.verifier().name();
        var published = new Checkpoint(origin, 0, Hash.empty()).signed(key);
        store.write(TilePath.CHECKPOINT, published.toString().getBytes(UTF_8));
        return new SeasonLog(origin, store, key, Tiles.empty(store), GrowingTree.empty(), published);
    }

    /**
     * Continues a log from where it was published last.
     *
     * @param key signs from now on; its name is the log's origin
     * @param known the keys that may have signed until now
     * @throws DamagedLog when the store holds no log, another one, or not what was signed
     */
    public static SeasonLog open(TileStore store, SigningKey key, KnownKeys known) {
        var origin = key.verifier().name();
        var published = checkpoint(store);
        var checkpoint = published.checkpoint();
        if (!checkpoint.origin().equals(origin)) {
            throw new DamagedLog("this is the log " + checkpoint.origin() + ", not " + origin);
        }
        if (!(published.authenticity(known) instanceof Authenticity.Signed)) {
            throw new DamagedLog("the checkpoint is not signed by a known key of " + origin);
        }
        var tiles = Tiles.of(checkpoint.size(), store);
        var tree = GrowingTree.of(checkpoint.size(), tiles);
        if (!tree.root().equals(checkpoint.root())) {
            throw new DamagedLog("the tiles give the root " + tree.root() + ", and signed was " + checkpoint.root());
        }
        return new SeasonLog(origin, store, key, tiles, tree, published);
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

    /**
     * Appends an entry.
     *
     * @return its index, from 0
     * @throws EntryTooLarge when it has more than 65,535 bytes; nothing was appended
     * @throws java.io.UncheckedIOException when the store failed; the log must then be opened again
     */
    public long append(byte[] entry) {
        Bundle.check(entry);
        requireWhole();
        isHalfWritten = true;
        var leaf = Hash.leaf(entry);
        tiles.append(entry, leaf);
        tree.append(leaf);
        isHalfWritten = false;
        return tree.size() - 1;
    }

    private void requireWhole() {
        if (isHalfWritten) {
            throw new IllegalStateException("the store failed while an entry was appended: open the log again");
        }
    }

    /** Makes durable what was appended, and signs it. Does nothing when nothing was. */
    public SignedCheckpoint publish() {
        requireWhole();
        var before = published.checkpoint().size();
        if (before == tree.size()) {
            return published;
        }
        tiles.flush();
        var signed = new Checkpoint(origin, tree.size(), tree.root()).signed(key);
        // Last, for whoever sees the checkpoint looks for its tiles.
        store.write(TilePath.CHECKPOINT, signed.toString().getBytes(UTF_8));
        published = signed;
        tiles.discardPartsOf(before);
        return signed;
    }

    /** The checkpoint that was published last. */
    public SignedCheckpoint published() {
        return published;
    }

    /** How many entries there are, the unpublished ones included. */
    public long size() {
        return tree.size();
    }

    /**
     * An entry.
     *
     * @throws IllegalArgumentException when there is no such entry
     * @throws DamagedLog when the store holds something else in its place
     */
    public byte[] entry(long index) {
        if (index < 0 || index >= tree.size()) {
            throw new IllegalArgumentException("there is no entry " + index + " in a log of " + tree.size());
        }
        var entry = tiles.entry(index);
        if (!Hash.leaf(entry).equals(tiles.at(0, index))) {
            throw new DamagedLog("entry " + index + " is not what was appended");
        }
        return entry;
    }

    /**
     * Shows that an entry is in the checkpoint that was published last.
     *
     * @throws IllegalArgumentException when it is not yet
     * @throws DamagedLog when the store no longer holds the tree that was signed
     */
    public InclusionProof inclusion(long index) {
        var checkpoint = published.checkpoint();
        var proof = InclusionProof.of(index, checkpoint.size(), tiles);
        if (!proof.verifies(tiles.at(0, index), checkpoint.root())) {
            throw new DamagedLog("the tiles around entry " + index + " do not give the root that was signed");
        }
        return proof;
    }

    /**
     * Shows that the checkpoint that was published last continues an earlier size.
     *
     * @throws IllegalArgumentException when the log was not that large yet
     */
    public ConsistencyProof consistency(long older) {
        return ConsistencyProof.of(older, published.checkpoint().size(), tiles);
    }

    /**
     * Whether this log, as it was published last, continues an earlier checkpoint of it. To be asked about the newest
     * checkpoint that anyone was given: a store that was set back to an older copy does not.
     */
    public boolean continues(Checkpoint earlier) {
        var checkpoint = published.checkpoint();
        return earlier.origin().equals(origin)
                && earlier.size() <= checkpoint.size()
                && consistency(earlier.size()).verifies(earlier.root(), checkpoint.root());
    }
}
