package vn.thidua.proof.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows that a tree is the beginning of a later one, that nothing was changed or taken away in between (RFC 6962, section
 * 2.1.2).
 *
 * @param older how many leaves the earlier tree has
 * @param newer how many the later one has
 * @param path empty when both are the same size, or when the earlier tree is empty
 */
public record ConsistencyProof(long older, long newer, List<Hash> path) {

    /** @throws IllegalArgumentException when the earlier tree is the larger one */
    public ConsistencyProof {
        if (older < 0 || older > newer) {
            throw new IllegalArgumentException("a tree of " + older + " is not the beginning of one of " + newer);
        }
        path = List.copyOf(path);
    }

    /**
     * The proof, made of O(log n) nodes.
     *
     * @throws IllegalArgumentException when the earlier tree is the larger one
     */
    public static ConsistencyProof of(long older, long newer, Nodes nodes) {
        var path = new ArrayList<Hash>();
        if (older > 0 && older < newer) {
            collect(path, older, 0, newer, true, nodes);
        }
        return new ConsistencyProof(older, newer, path);
    }

    private static void collect(List<Hash> path, long older, long from, long to, boolean whole, Nodes nodes) {
        if (older == to) {
            if (!whole) {
                path.add(Subtrees.hash(nodes, from, to));
            }
            return;
        }
        var middle = from + Subtrees.split(to - from);
        if (older <= middle) {
            collect(path, older, from, middle, whole, nodes);
            path.add(Subtrees.hash(nodes, middle, to));
        } else {
            collect(path, older, middle, to, false, nodes);
            path.add(Subtrees.hash(nodes, from, middle));
        }
    }

    /** Whether the tree with the later root begins with the tree that has the earlier one. */
    public boolean verifies(Hash olderRoot, Hash newerRoot) {
        if (older == newer) {
            return path.isEmpty() && olderRoot.equals(newerRoot);
        }
        if (older == 0) {
            return path.isEmpty() && olderRoot.equals(Hash.empty());
        }
        // RFC 9162, section 2.1.4.2. A complete older tree is itself the first hash and is not repeated in the path.
        var hashes = new ArrayList<Hash>();
        if (Long.bitCount(older) == 1) {
            hashes.add(olderRoot);
        }
        hashes.addAll(path);
        if (hashes.isEmpty()) {
            return false;
        }
        var node = older - 1;
        var last = newer - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        var oldHash = hashes.getFirst();
        var newHash = hashes.getFirst();
        for (var beside : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = Hash.node(beside, oldHash);
                newHash = Hash.node(beside, newHash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newHash = Hash.node(newHash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && oldHash.equals(olderRoot) && newHash.equals(newerRoot);
    }
}
