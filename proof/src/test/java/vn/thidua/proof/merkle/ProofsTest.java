package vn.thidua.proof.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Properties of proofs over all small trees and some larger ones. */
class ProofsTest {

    private static final int SMALL = 70;

    private final Random random = new Random(6962);
    private final List<Hash> leaves = IntStream.range(0, SMALL)
            .mapToObj(leaf -> Hash.leaf(new byte[] {(byte) leaf}))
            .toList();
    private final Nodes nodes = new LeavesInMemory(leaves);

    @Test
    void every_leaf_of_every_small_tree_is_shown_to_be_there_and_nowhere_else() {
        for (var size = 1; size <= SMALL; size++) {
            var root = root(size);
            for (var index = 0; index < size; index++) {
                var proof = InclusionProof.of(index, size, nodes);
                assertThat(proof.verifies(leaves.get(index), root)).isTrue();
                assertThat(proof.verifies(leaves.get((index + 1) % SMALL), root))
                        .isFalse();
                if (size > 1) {
                    var elsewhere = new InclusionProof((index + 1) % size, size, proof.path());
                    assertThat(elsewhere.verifies(leaves.get(index), root)).isFalse();
                }
            }
        }
    }

    @Test
    void every_small_tree_is_shown_to_begin_every_larger_one() {
        for (var newer = 0; newer <= SMALL; newer++) {
            for (var older = 0; older <= newer; older++) {
                var proof = ConsistencyProof.of(older, newer, nodes);
                assertThat(proof.verifies(root(older), root(newer))).isTrue();
                assertThat(proof.verifies(Hash.leaf(new byte[99]), root(newer))).isFalse();
                if (older > 0) {
                    assertThat(proof.verifies(root(older), Hash.leaf(new byte[99])))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void a_proof_with_one_bit_flipped_or_a_hash_more_or_less_shows_nothing() {
        for (var round = 0; round < 300; round++) {
            var size = 2 + random.nextInt(SMALL - 2);
            var inclusion = InclusionProof.of(random.nextInt(size), size, nodes);
            var leaf = leaves.get((int) inclusion.index());
            for (var path : damaged(inclusion.path())) {
                assertThat(new InclusionProof(inclusion.index(), size, path).verifies(leaf, root(size)))
                        .isFalse();
            }
            var older = 1 + random.nextInt(size - 1);
            for (var path : damaged(ConsistencyProof.of(older, size, nodes).path())) {
                assertThat(new ConsistencyProof(older, size, path).verifies(root(older), root(size)))
                        .isFalse();
            }
        }
    }

    @Test
    void a_proof_about_leaves_that_cannot_be_there_is_none() {
        assertThatThrownBy(() -> InclusionProof.of(3, 3, nodes)).hasMessage("there is no leaf 3 in a tree of 3");
        assertThatThrownBy(() -> InclusionProof.of(-1, 3, nodes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsistencyProof.of(4, 3, nodes))
                .hasMessage("a tree of 4 is not the beginning of one of 3");
    }

    private Hash root(int size) {
        return LeavesInMemory.root(leaves.subList(0, size));
    }

    private List<List<Hash>> damaged(List<Hash> path) {
        var all = new ArrayList<List<Hash>>();
        if (!path.isEmpty()) {
            var flipped = new ArrayList<>(path);
            flipped.set(random.nextInt(path.size()), flipped(path.get(random.nextInt(path.size()))));
            all.add(flipped);
            all.add(path.subList(1, path.size()));
            all.add(path.subList(0, path.size() - 1));
        }
        var longer = new ArrayList<>(path);
        longer.add(Hash.empty());
        all.add(longer);
        var shifted = new ArrayList<>(path);
        shifted.addFirst(Hash.empty());
        all.add(shifted);
        return all;
    }

    private Hash flipped(Hash hash) {
        var bytes = hash.bytes();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Hash.of(bytes);
    }
}
