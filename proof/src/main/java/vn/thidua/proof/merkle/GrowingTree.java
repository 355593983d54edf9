package vn.thidua.proof.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that only grows, of which nothing is kept but the roots of its complete subtrees: one for each bit of its size
 * that is set. Appending and the root take O(log n), and so does its memory. Not thread-safe.
 */
public final class GrowingTree {

    private final List<Hash> subtrees;
    private long size;

    private GrowingTree(long size, List<Hash> subtrees) {
        this.size = size;
        this.subtrees = subtrees;
    }

    /** The tree without leaves. */
    public static GrowingTree empty() {
        return new GrowingTree(0, new ArrayList<>());
    }

    /**
     * The tree of so many leaves, from the nodes that are known of it.
     *
     * @param nodes must know every complete subtree of this tree
     */
    public static GrowingTree of(long size, Nodes nodes) {
        var subtrees = new ArrayList<Hash>();
        var start = 0L;
        for (var level = Long.SIZE - 2; level >= 0; level--) {
            if ((size >> level & 1) == 1) {
                subtrees.add(nodes.at(level, start >> level));
                start += 1L << level;
            }
        }
        return new GrowingTree(size, subtrees);
    }

    /** Appends a leaf. */
    public void append(Hash leaf) {
        var node = leaf;
        for (var bits = size; (bits & 1) == 1; bits >>= 1) {
            node = Hash.node(subtrees.removeLast(), node);
        }
        subtrees.add(node);
        size++;
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** The Merkle tree hash of all leaves. */
    public Hash root() {
        if (subtrees.isEmpty()) {
            return Hash.empty();
        }
        var root = subtrees.getLast();
        for (var left : subtrees.reversed().subList(1, subtrees.size())) {
            root = Hash.node(left, root);
        }
        return root;
    }
}
