package vn.thidua.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import vn.thidua.proof.Verdict.Difference;
import vn.thidua.proof.Verdict.Kind;
import vn.thidua.proof.merkle.ConsistencyProof;
import vn.thidua.proof.merkle.Hash;
import vn.thidua.proof.merkle.InclusionProof;
import vn.thidua.proof.note.Authenticity;
import vn.thidua.proof.note.KnownKeys;
import vn.thidua.proof.note.SignedCheckpoint;

/**
 * Checks what a log handed out, against what the verifier knows from elsewhere: which log it should be, and whose keys.
 *
 * @param origin the log that it should be about
 * @param keys the keys that may have signed for it
 */
public record Verifier(String origin, KnownKeys keys) {

    /** Whether a checkpoint is this log's. */
    public Verdict verify(SignedCheckpoint checkpoint) {
        return new Verdict(differences(checkpoint));
    }

    /** Whether a receipt proves that its leaf is in this log, and that its entry, if it has one, is that leaf. */
    public Verdict verify(ReceiptProof receipt) {
        var differences = differences(receipt.checkpoint());
        var entry = receipt.entry();
        if (entry != null) {
            differences.addAll(otherEntry(receipt, entry.getBytes(UTF_8)));
        }
        inclusion(receipt, differences);
        return new Verdict(differences);
    }

    /** Whether a receipt proves that this very entry is in this log. */
    public Verdict verify(ReceiptProof receipt, byte[] entry) {
        var differences = new ArrayList<>(verify(receipt).differences());
        differences.addAll(otherEntry(receipt, entry));
        return new Verdict(differences.stream().distinct().toList());
    }

    /** Whether a later checkpoint continues an earlier one, as this proof claims. */
    public Verdict verify(SignedCheckpoint earlier, SignedCheckpoint later, ConsistencyProof proof) {
        var differences = differences(earlier);
        differences.addAll(differences(later));
        var before = earlier.checkpoint();
        var after = later.checkpoint();
        if (after.size() < before.size()) {
            differences.add(new Difference(
                    Kind.LOG_SHRANK,
                    "Nhật ký từng có " + before.size() + " mục, nay chỉ còn " + after.size() + ".",
                    "The log had " + before.size() + " entries and now has only " + after.size() + "."));
        } else if (after.size() == before.size() && !after.root().equals(before.root())) {
            differences.add(new Difference(
                    Kind.WRONG_ROOT,
                    "Hai điểm kiểm tra cùng có " + after.size() + " mục nhưng gốc khác nhau: " + before.root() + " và "
                            + after.root() + ".",
                    "Two checkpoints of " + after.size() + " entries have different roots: " + before.root() + " and "
                            + after.root() + "."));
        } else if (proof.older() != before.size()
                || proof.newer() != after.size()
                || !proof.verifies(before.root(), after.root())) {
            differences.add(new Difference(
                    Kind.HISTORY_CHANGED,
                    "Không có bằng chứng rằng " + before.size() + " mục đầu của nhật ký vẫn như trước.",
                    "Nothing shows that the first " + before.size() + " entries of the log are as they were."));
        }
        return new Verdict(differences);
    }

    private List<Difference> differences(SignedCheckpoint signed) {
        var differences = new ArrayList<Difference>();
        var named = signed.checkpoint().origin();
        if (!named.equals(origin)) {
            differences.add(new Difference(
                    Kind.OTHER_ORIGIN,
                    "Đây là nhật ký “" + named + "”, không phải “" + origin + "”.",
                    "This is the log “" + named + "”, not “" + origin + "”."));
        }
        switch (signed.authenticity(keys)) {
            case Authenticity.Signed signatures -> {}
            case Authenticity.Unknown unknown ->
                differences.add(new Difference(
                        Kind.UNKNOWN_SIGNER,
                        "Điểm kiểm tra không do khóa nào đã biết của “" + named + "” ký (chữ ký: "
                                + String.join(", ", unknown.names()) + ").",
                        "The checkpoint is not signed by any known key of “" + named + "” (signatures: "
                                + String.join(", ", unknown.names()) + ")."));
            case Authenticity.Forged forged ->
                differences.add(new Difference(
                        Kind.WRONG_SIGNATURE,
                        "Chữ ký của khóa " + forged.key() + " không khớp: điểm kiểm tra hoặc chữ ký đã bị sửa.",
                        "The signature by " + forged.key()
                                + " does not fit: the checkpoint or the signature was changed."));
        }
        return differences;
    }

    private static List<Difference> otherEntry(ReceiptProof receipt, byte[] entry) {
        var leaf = Hash.leaf(entry);
        if (leaf.equals(receipt.leaf())) {
            return List.of();
        }
        return List.of(new Difference(
                Kind.OTHER_ENTRY,
                "Nội dung có mã băm " + leaf + ", còn biên nhận được cấp cho " + receipt.leaf() + ".",
                "The entry has the hash " + leaf + ", and the receipt is for " + receipt.leaf() + "."));
    }

    private static void inclusion(ReceiptProof receipt, List<Difference> differences) {
        var checkpoint = receipt.checkpoint().checkpoint();
        var index = receipt.index();
        if (index < 0 || index >= checkpoint.size()) {
            differences.add(new Difference(
                    Kind.SIZE_TOO_SMALL,
                    "Nhật ký được ký có " + checkpoint.size() + " mục, không có mục số " + index + ".",
                    "The signed log has " + checkpoint.size() + " entries, none with index " + index + "."));
            return;
        }
        var proof = new InclusionProof(index, checkpoint.size(), receipt.path());
        if (!proof.verifies(receipt.leaf(), checkpoint.root())) {
            differences.add(new Difference(
                    Kind.NOT_IN_TREE,
                    "Mục số " + index + " với mã băm " + receipt.leaf() + " không nằm trong cây có gốc "
                            + checkpoint.root() + ".",
                    "Entry " + index + " with the hash " + receipt.leaf() + " is not in the tree with the root "
                            + checkpoint.root() + "."));
        }
    }
}
