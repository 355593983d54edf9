package vn.thidua.proof.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The eight leaves that Certificate Transparency's implementations agree on, their roots and some of their proofs. */
class KnownTreesTest {

    private static final List<Hash> LEAVES = List.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .stream()
            .map(HexFormat.of()::parseHex)
            .map(Hash::leaf)
            .toList();

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final Nodes nodes = new LeavesInMemory(LEAVES);

    @Test
    void every_root_is_the_known_one() {
        var tree = GrowingTree.empty();
        assertThat(tree.root().hex()).isEqualTo(ROOTS.getFirst());
        for (var size = 1; size <= LEAVES.size(); size++) {
            tree.append(LEAVES.get(size - 1));
            assertThat(tree.root().hex()).isEqualTo(ROOTS.get(size));
            assertThat(GrowingTree.of(size, nodes).root().hex()).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void inclusion_proofs_are_the_known_ones() {
        assertThat(InclusionProof.of(0, 8, nodes).path())
                .extracting(Hash::hex)
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(InclusionProof.of(0, 1, nodes).path()).isEmpty();
    }

    @Test
    void consistency_proofs_are_the_known_ones() {
        assertThat(ConsistencyProof.of(2, 8, nodes).path())
                .extracting(Hash::hex)
                .containsExactly(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(ConsistencyProof.of(2, 5, nodes).path())
                .extracting(Hash::hex)
                .containsExactly(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
        assertThat(ConsistencyProof.of(8, 8, nodes).path()).isEmpty();
        assertThat(ConsistencyProof.of(0, 8, nodes).path()).isEmpty();
    }

    @Test
    void a_hash_has_one_text() {
        var hash = Hash.empty();
        assertThat(Hash.fromBase64(hash.base64())).isEqualTo(hash);
        var text = hash.base64();
        for (var wrong : List.of(
                "",
                text.substring(0, 43),
                text + "=",
                " " + text,
                text + "\n",
                // The last digit holds two bits that nobody reads.
                text.substring(0, 42) + (char) (text.charAt(42) + 1) + "=",
                text.replace('/', '_'),
                "AAAA")) {
            assertThatThrownBy(() -> Hash.fromBase64(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
