package vn.thidua.proof.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows that a leaf is in a tree: the hashes beside its way to the root, the leaf's neighbour first (RFC 6962, section
 * 2.1.1).
 *
 * @param index the leaf's place, from 0
 * @param size how many leaves the tree has
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    /** @throws IllegalArgumentException when there is no such leaf in a tree of this size */
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("there is no leaf " + index + " in a tree of " + size);
        }
        path = List.copyOf(path);
    }

    /**
     * The proof, made of O(log n) nodes.
     *
     * @throws IllegalArgumentException when there is no such leaf in a tree of this size
     */
    public static InclusionProof of(long index, long size, Nodes nodes) {
        var path = new ArrayList<Hash>();
        if (index >= 0 && index < size) {
            collect(path, index, 0, size, nodes);
        }
        return new InclusionProof(index, size, path);
    }

    private static void collect(List<Hash> path, long index, long from, long to, Nodes nodes) {
        if (to - from == 1) {
            return;
        }
        var middle = from + Subtrees.split(to - from);
        if (index < middle) {
            collect(path, index, from, middle, nodes);
            path.add(Subtrees.hash(nodes, middle, to));
        } else {
            collect(path, index, middle, to, nodes);
            path.add(Subtrees.hash(nodes, from, middle));
        }
    }

    /** Whether a tree with this root, and this proof's size, has the leaf at this proof's index. */
    public boolean verifies(Hash leaf, Hash root) {
        // RFC 9162, section 2.1.3.2.
        var node = index;
        var last = size - 1;
        var hash = leaf;
        for (var beside : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = Hash.node(beside, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.node(hash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
