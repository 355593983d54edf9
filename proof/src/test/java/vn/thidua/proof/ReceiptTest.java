package vn.thidua.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.thidua.proof.Verdict.Difference;
import vn.thidua.proof.Verdict.Kind;
import vn.thidua.proof.entry.Entry;
import vn.thidua.proof.log.MemoryTileStore;
import vn.thidua.proof.log.SeasonLog;
import vn.thidua.proof.merkle.ConsistencyProof;
import vn.thidua.proof.merkle.Hash;
import vn.thidua.proof.note.Checkpoint;
import vn.thidua.proof.note.KnownKeys;
import vn.thidua.proof.note.SignedCheckpoint;
import vn.thidua.proof.note.SigningKey;

class ReceiptTest {

    private static final int INDEX = 12;

    private final SigningKey key = SigningKey.generate(Season2019.ORIGIN, new SecureRandom());
    private final Verifier verifier = new Verifier(Season2019.ORIGIN, KnownKeys.of(key.verifier()));
    private final SeasonLog log = SeasonLog.create(new MemoryTileStore(), key);
    private final List<Entry> entries = Season2019.whole(1).entries();

    @BeforeEach
    void fill() {
        entries.forEach(entry -> log.append(entry.encode()));
        log.publish();
    }

    @Test
    void every_receipt_verifies_and_reads_back() {
        for (var index = 0; index < entries.size(); index++) {
            var receipt = ReceiptProof.of(log.published(), index);
            var read = ReceiptProof.decode(receipt.encode());
            assertThat(read).isEqualTo(receipt);
            assertThat(verifier.verify(read)).matches(Verdict::isValid);
            assertThat(verifier.verify(read, entries.get(index).encode())).matches(Verdict::isValid);
            assertThat(read.entry()).isEqualTo(new String(entries.get(index).encode(), UTF_8));
        }
    }

    @Test
    void an_entry_has_no_receipt_before_it_is_published() {
        var index = log.append(new byte[] {'{', '}'});
        assertThatThrownBy(() -> ReceiptProof.of(log.published(), index)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void every_flipped_bit_of_a_receipt_is_refused() {
        var bytes = ReceiptProof.of(log.published(), INDEX).encode();
        var random = new Random(3);
        for (var round = 0; round < 2_000; round++) {
            var flipped = bytes.clone();
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(isAccepted(flipped)).as(new String(flipped, UTF_8)).isFalse();
        }
    }

    private boolean isAccepted(byte[] json) {
        try {
            var read = ReceiptProof.decode(json);
            // A flipped bit in the name of the one optional member leaves a receipt without its entry.
            return read.entry() != null && verifier.verify(read).isValid();
        } catch (MalformedReceipt e) {
            return false;
        }
    }

    @Test
    void what_differs_is_named() {
        differs(
                text -> text.replaceFirst("\"leaf\":\"[^\"]*\"", "\"leaf\":\"" + Hash.empty() + "\""),
                Kind.OTHER_ENTRY,
                Kind.NOT_IN_TREE);
        differs(
                text -> text.replaceFirst("\"path\":\\[\"[^\"]*\"", "\"path\":[\"" + Hash.empty() + "\""),
                Kind.NOT_IN_TREE);
        differs(text -> text.replaceFirst("\"path\":\\[\"[^\"]*\",", "\"path\":["), Kind.NOT_IN_TREE);
        differs(text -> text.replace("\"index\":12", "\"index\":13"), Kind.NOT_IN_TREE);
        differs(text -> text.replace("\"index\":12", "\"index\":9000"), Kind.SIZE_TOO_SMALL);
        differs(text -> text.replace("\"index\":12", "\"index\":-1"), Kind.SIZE_TOO_SMALL);
        differs(
                text -> text.replace("\\n" + entries.size() + "\\n", "\\n12\\n"),
                Kind.WRONG_SIGNATURE,
                Kind.SIZE_TOO_SMALL);
        differs(text -> text.replace("\"entry\":\"{", "\"entry\":\"{ "), Kind.OTHER_ENTRY);
        differs(
                text -> text.replace("\"checkpoint\":\"thidua/hn", "\"checkpoint\":\"thidua/hp"),
                Kind.OTHER_ORIGIN,
                Kind.UNKNOWN_SIGNER);
        var root = log.published().published().checkpoint().root();
        differs(text -> text.replace(root.base64(), Hash.empty().base64()), Kind.WRONG_SIGNATURE, Kind.NOT_IN_TREE);

        var receipt = ReceiptProof.of(log.published(), INDEX);
        var another = verifier.verify(receipt, entries.get(INDEX + 1).encode());
        assertThat(kinds(another)).containsExactly(Kind.OTHER_ENTRY);
        var stranger = SigningKey.generate(Season2019.ORIGIN, new SecureRandom());
        var untrusting = new Verifier(Season2019.ORIGIN, KnownKeys.of(stranger.verifier()));
        assertThat(kinds(untrusting.verify(receipt))).containsExactly(Kind.UNKNOWN_SIGNER);
    }

    @Test
    void a_difference_is_said_in_both_languages() {
        var receipt = ReceiptProof.of(log.published(), INDEX);
        var elsewhere = new Verifier("thidua/hn-mttq-cum-2/2019", verifier.keys()).verify(receipt);
        assertThat(elsewhere.differences())
                .containsExactly(new Difference(
                        Kind.OTHER_ORIGIN,
                        "Đây là nhật ký “thidua/hn-mttq-cum-1/2019”, không phải “thidua/hn-mttq-cum-2/2019”.",
                        "This is the log “thidua/hn-mttq-cum-1/2019”, not “thidua/hn-mttq-cum-2/2019”."));
    }

    @Test
    void a_later_checkpoint_must_continue_an_earlier_one() {
        var earlier = log.published().published();
        for (var more = 0; more < 300; more++) {
            log.append(new byte[] {(byte) more});
        }
        var later = log.publish();
        var proof = log.published().consistency(earlier.checkpoint().size());
        assertThat(verifier.verify(earlier, later, proof)).matches(Verdict::isValid);
        assertThat(verifier.verify(
                        later,
                        later,
                        log.published().consistency(later.checkpoint().size())))
                .matches(Verdict::isValid);
        assertThat(kinds(verifier.verify(later, earlier, proof))).containsExactly(Kind.LOG_SHRANK);
        assertThat(kinds(verifier.verify(earlier, signed(later.checkpoint().size(), Hash.empty()), proof)))
                .containsExactly(Kind.HISTORY_CHANGED);
        assertThat(kinds(verifier.verify(earlier, signed(earlier.checkpoint().size(), Hash.empty()), proof)))
                .containsExactly(Kind.WRONG_ROOT);
        var damaged = new ArrayList<>(proof.path());
        damaged.set(1, Hash.empty());
        assertThat(kinds(verifier.verify(earlier, later, new ConsistencyProof(proof.older(), proof.newer(), damaged))))
                .containsExactly(Kind.HISTORY_CHANGED);
    }

    @Test
    void what_is_no_receipt_is_refused() {
        var text = new String(ReceiptProof.of(log.published(), INDEX).encode(), UTF_8);
        for (var wrong : List.of(
                "",
                "[]",
                "{}",
                text + "x",
                text.replace("thidua-receipt-1", "thidua-receipt-2"),
                text.replace("\"index\":12", "\"index\":\"12\""),
                text.replace("\"index\":12", "\"index\":12.0"),
                text.replace("\"leaf\"", "\"loaf\""),
                text.replaceFirst("\"path\":\\[\"", "\"path\":[\"A"),
                text.replace("\"path\":[", "\"path\":[7,"),
                text.replace("\\n\\n", "\\n"))) {
            assertThatThrownBy(() -> ReceiptProof.decode(wrong.getBytes(UTF_8)))
                    .as(wrong)
                    .isInstanceOf(MalformedReceipt.class);
        }
        var spaced = text.replace(",\"index\"", ",\n  \"more\": [], \"index\"");
        assertThat(verifier.verify(ReceiptProof.decode(spaced.getBytes(UTF_8)))).matches(Verdict::isValid);
    }

    private SignedCheckpoint signed(long size, Hash root) {
        return new Checkpoint(Season2019.ORIGIN, size, root).signed(key);
    }

    private void differs(UnaryOperator<String> change, Kind... expected) {
        var before = new String(ReceiptProof.of(log.published(), INDEX).encode(), UTF_8);
        var after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        assertThat(kinds(verifier.verify(ReceiptProof.decode(after.getBytes(UTF_8)))))
                .containsExactlyInAnyOrder(expected);
    }

    private static List<Kind> kinds(Verdict verdict) {
        return verdict.differences().stream().map(Difference::kind).toList();
    }
}
