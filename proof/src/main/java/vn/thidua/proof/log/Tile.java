package vn.thidua.proof.log;

import static vn.thidua.proof.log.TilePath.WIDTH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.thidua.proof.merkle.Hash;

/** The hashes of one tile with all nodes that they give, each computed once. Grows until it is whole. */
final class Tile {

    /** How many levels of the tree a tile spans. */
    static final int HEIGHT = 8;

    private final List<List<Hash>> levels = new ArrayList<>();

    Tile() {
        for (var level = 0; level <= HEIGHT; level++) {
            levels.add(new ArrayList<>());
        }
    }

    /** The first hashes of a published tile; there must be so many. */
    static Tile of(byte[] bytes, int width) {
        var tile = new Tile();
        for (var at = 0; at < width * Hash.LENGTH; at += Hash.LENGTH) {
            tile.append(Hash.of(Arrays.copyOfRange(bytes, at, at + Hash.LENGTH)));
        }
        return tile;
    }

    void append(Hash hash) {
        var node = hash;
        var level = 0;
        var nodes = levels.getFirst();
        nodes.add(node);
        while (nodes.size() % 2 == 0 && level < HEIGHT) {
            node = Hash.node(nodes.get(nodes.size() - 2), node);
            level++;
            nodes = levels.get(level);
            nodes.add(node);
        }
    }

    int width() {
        return levels.getFirst().size();
    }

    boolean isWhole() {
        return width() == WIDTH;
    }

    /** The node over {@code 2^level} of the hashes. */
    Hash at(int level, int place) {
        return levels.get(level).get(place);
    }

    /** What a whole tile contributes to the level above. */
    Hash root() {
        return at(HEIGHT, 0);
    }

    /** As it is published. */
    byte[] bytes() {
        var bytes = new byte[width() * Hash.LENGTH];
        for (var at = 0; at < width(); at++) {
            System.arraycopy(at(0, at).bytes(), 0, bytes, at * Hash.LENGTH, Hash.LENGTH);
        }
        return bytes;
    }
}
