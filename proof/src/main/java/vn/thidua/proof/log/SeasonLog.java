package vn.thidua.proof.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import vn.thidua.proof.merkle.GrowingTree;
import vn.thidua.proof.merkle.Hash;
import vn.thidua.proof.note.Checkpoint;
import vn.thidua.proof.note.KnownKeys;
import vn.thidua.proof.note.SignedCheckpoint;
import vn.thidua.proof.note.SigningKey;

/**
 * The append-only log of one season, in a store. Appending takes O(log n); in memory is only the tree's right edge, at most
 * 255 hashes of each level and 255 entries.
 *
 * <p>What was appended counts once {@link #publish} returned: until then a crash loses it, and it is appended again. A log
 * never signs a checkpoint that does not continue the one it published before, as long as its store is not set back
 * ({@link PublishedLog#continues} tells). One writer at a time; not thread-safe.
 */
public final class SeasonLog {

    private final TileStore store;
    private final SigningKey key;
    private final Tiles tiles;
    private final GrowingTree tree;
    private PublishedLog published;
    private boolean isHalfWritten;

    private SeasonLog(TileStore store, SigningKey key, Tiles tiles, GrowingTree tree, PublishedLog published) {
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
        var tiles = Tiles.empty(store);
        return new SeasonLog(store, key, tiles, GrowingTree.empty(), new PublishedLog(published, tiles));
    }

    /**
     * Continues a log from where it was published last.
     *
     * @param key signs from now on; its name is the log's origin
     * @param known the keys that may have signed until now
     * @throws DamagedLog when the store holds no log, another one, or not what was signed
     */
    public static SeasonLog open(TileStore store, SigningKey key, KnownKeys known) {
        var published = PublishedLog.open(store, key.verifier().name(), known);
        return new SeasonLog(store, key, published.tiles(), published.tree(), published);
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
        var before = published.size();
        if (before == tree.size()) {
            return published.published();
        }
        tiles.flush();
        var signed = new Checkpoint(key.verifier().name(), tree.size(), tree.root()).signed(key);
        // Last, for whoever sees the checkpoint looks for its tiles.
        store.write(TilePath.CHECKPOINT, signed.toString().getBytes(UTF_8));
        published = new PublishedLog(signed, tiles);
        tiles.discardPartsOf(before);
        return signed;
    }

    /** The log as it was published last; what is appended later is not in it. */
    public PublishedLog published() {
        return published;
    }

    /** How many entries there are, the unpublished ones included. */
    public long size() {
        return tree.size();
    }
}
