package vn.thidua.proof.log;

import static vn.thidua.proof.log.Tile.HEIGHT;
import static vn.thidua.proof.log.TilePath.WIDTH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.thidua.proof.merkle.Hash;
import vn.thidua.proof.merkle.Nodes;

/**
 * The hashes and entries of a log: the whole tiles in the store, the right edge in memory. A tile of level {@code l} holds
 * the roots of complete subtrees of 256^l leaves; what is between two levels is computed from the lower one's tiles.
 */
final class Tiles implements Nodes {

    private static final int MOST_REMEMBERED = 16;

    private final TileStore store;
    /** By level, the last tile as long as it is not whole. */
    private final List<Tile> edge = new ArrayList<>();

    /** Tiles of hashes; bundles can be large. */
    private final Map<String, Tile> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tile> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** The entries of the last bundle, as long as it is not whole. */
    private final List<byte[]> lastBundle = new ArrayList<>();

    private long size;

    private Tiles(TileStore store) {
        this.store = store;
    }

    static Tiles empty(TileStore store) {
        return new Tiles(store);
    }

    /**
     * The tiles of a log of this size, without its last entries.
     *
     * @throws DamagedLog when one is missing or too short
     */
    static Tiles of(long size, TileStore store) {
        var tiles = new Tiles(store);
        tiles.size = size;
        for (var level = 0; size >> level * HEIGHT > 0; level++) {
            var count = size >> level * HEIGHT;
            var width = (int) (count % WIDTH);
            tiles.edge.add(width == 0 ? new Tile() : tiles.storedEdge(level, count / WIDTH, width));
        }
        return tiles;
    }

    /**
     * Reads the last bundle too; the tiles must be known to be right.
     *
     * @throws DamagedLog when it is not what they say: it would be written again with the next entries
     */
    void readLastBundle() {
        var width = (int) (size % WIDTH);
        if (width == 0) {
            return;
        }
        var entries = storedBundle(size / WIDTH, width);
        for (var place = 0; place < width; place++) {
            var entry = entries.get(place);
            if (!Hash.leaf(entry).equals(edge.getFirst().at(0, place))) {
                throw new DamagedLog("entry " + (size / WIDTH * WIDTH + place) + " is not what was appended");
            }
            lastBundle.add(entry);
        }
    }

    private Tile storedEdge(int level, long index, int width) {
        var bytes = partOrWhole(TilePath.hashes(level, index, width), TilePath.hashes(level, index, WIDTH));
        if (bytes.length < width * Hash.LENGTH) {
            throw new DamagedLog(TilePath.hashes(level, index, width) + " is too short");
        }
        return Tile.of(bytes, width);
    }

    private List<byte[]> storedBundle(long index, int width) {
        var part = TilePath.entries(index, width);
        var entries = Bundle.entries(part, partOrWhole(part, TilePath.entries(index, WIDTH)));
        if (entries.size() < width) {
            throw new DamagedLog(part + " has only " + entries.size() + " entries");
        }
        return entries;
    }

    private byte[] partOrWhole(String part, String whole) {
        return store.read(part).or(() -> store.read(whole)).orElseThrow(() -> new DamagedLog("there is no " + part));
    }

    void append(byte[] entry, Hash leaf) {
        lastBundle.add(entry.clone());
        var index = size / WIDTH;
        size++;
        if (size % WIDTH == 0) {
            writeWhole(TilePath.entries(index, WIDTH), Bundle.of(lastBundle));
            lastBundle.clear();
        }
        append(0, leaf);
    }

    private void append(int level, Hash hash) {
        if (level == edge.size()) {
            edge.add(new Tile());
        }
        var tile = edge.get(level);
        tile.append(hash);
        if (tile.isWhole()) {
            var index = (size >> level * HEIGHT) / WIDTH - 1;
            writeWhole(TilePath.hashes(level, index, WIDTH), tile.bytes());
            edge.set(level, new Tile());
            append(level + 1, tile.root());
        }
    }

    /**
     * Only a tile that reaches beyond what was published is ever written. One that is there already was left behind by a
     * crash before its checkpoint: nothing was signed with it, and what it shares with the log is in the published part.
     */
    private void writeWhole(String path, byte[] content) {
        var left = store.read(path);
        if (left.isPresent() && !Arrays.equals(left.get(), content)) {
            store.discard(path);
        }
        store.write(path, content);
        remembered.remove(path);
    }

    /** Writes the parts of the right edge. */
    void flush() {
        var width = (int) (size % WIDTH);
        if (width > 0) {
            store.write(TilePath.entries(size / WIDTH, width), Bundle.of(lastBundle));
        }
        for (var level = 0; level < edge.size(); level++) {
            var tile = edge.get(level);
            if (tile.width() > 0) {
                var index = (size >> level * HEIGHT) / WIDTH;
                store.write(TilePath.hashes(level, index, tile.width()), tile.bytes());
            }
        }
    }

    /** Removes the parts of every tile that was not whole at an earlier size and is now. */
    void discardPartsOf(long earlier) {
        for (var level = 0; earlier >> level * HEIGHT > 0; level++) {
            var index = (earlier >> level * HEIGHT) / WIDTH;
            if (index < (size >> level * HEIGHT) / WIDTH) {
                for (var width = 1; width < WIDTH; width++) {
                    store.discard(TilePath.hashes(level, index, width));
                    if (level == 0) {
                        store.discard(TilePath.entries(index, width));
                    }
                }
            }
        }
    }

    byte[] entry(long index) {
        return entries(index, index + 1).getFirst();
    }

    /** The entries from one to the end of its bundle, or to another one, exclusive. */
    List<byte[]> entries(long from, long to) {
        var bundle = from / WIDTH;
        var last = (int) Math.min(WIDTH, to - bundle * WIDTH);
        var first = (int) (from % WIDTH);
        if (first >= last) {
            return List.of();
        }
        var all = bundle(bundle);
        if (all.size() < last) {
            throw new DamagedLog(TilePath.entries(bundle, WIDTH) + " has only " + all.size() + " entries");
        }
        for (var place = first; place < last; place++) {
            if (!Hash.leaf(all.get(place)).equals(at(0, bundle * WIDTH + place))) {
                throw new DamagedLog("entry " + (bundle * WIDTH + place) + " is not what was appended");
            }
        }
        return List.copyOf(all.subList(first, last));
    }

    private List<byte[]> bundle(long index) {
        if (index == size / WIDTH) {
            return lastBundle;
        }
        var path = TilePath.entries(index, WIDTH);
        return Bundle.entries(path, read(path));
    }

    @Override
    public Hash at(int level, long index) {
        var within = level % HEIGHT;
        var perTile = WIDTH >> within;
        return tile(level / HEIGHT, index / perTile).at(within, (int) (index % perTile));
    }

    private Tile tile(int level, long index) {
        if (index == (size >> level * HEIGHT) / WIDTH) {
            return edge.get(level);
        }
        return remembered.computeIfAbsent(TilePath.hashes(level, index, WIDTH), this::whole);
    }

    private Tile whole(String path) {
        var bytes = read(path);
        if (bytes.length != WIDTH * Hash.LENGTH) {
            throw new DamagedLog(path + " has " + bytes.length + " bytes, not " + WIDTH * Hash.LENGTH);
        }
        return Tile.of(bytes, WIDTH);
    }

    private byte[] read(String path) {
        return store.read(path).orElseThrow(() -> new DamagedLog("there is no " + path));
    }
}
