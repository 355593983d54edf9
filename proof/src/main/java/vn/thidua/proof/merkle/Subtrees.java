package vn.thidua.proof.merkle;

/** Hashes of ranges of leaves, as RFC 6962 section 2.1 splits them. */
final class Subtrees {

    private Subtrees() {}

    /** MTH over the leaves from {@code from} to {@code to}, exclusive; at least one. */
    static Hash hash(Nodes nodes, long from, long to) {
        var count = to - from;
        if (Long.bitCount(count) == 1) {
            var level = Long.numberOfTrailingZeros(count);
            return nodes.at(level, from >> level);
        }
        var left = split(count);
        return Hash.node(hash(nodes, from, from + left), hash(nodes, from + left, to));
    }

    /** The largest power of two that is smaller than {@code count}, which is at least two. */
    static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
