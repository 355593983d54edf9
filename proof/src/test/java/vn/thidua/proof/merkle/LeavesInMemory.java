package vn.thidua.proof.merkle;

import java.util.List;

/** Computes every node from all leaves, as the definition in RFC 6962 says. */
record LeavesInMemory(List<Hash> leaves) implements Nodes {

    @Override
    public Hash at(int level, long index) {
        var from = (int) (index << level);
        return root(leaves.subList(from, from + (1 << level)));
    }

    /** MTH, word by word. */
    static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.empty();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var k = 1;
        while (2 * k < leaves.size()) {
            k *= 2;
        }
        return Hash.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }
}
