package vn.thidua.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.proof.json.Fields;
import vn.thidua.proof.json.Json;
import vn.thidua.proof.json.NotJson;
import vn.thidua.proof.json.ObjectBuilder;
import vn.thidua.proof.log.PublishedLog;
import vn.thidua.proof.merkle.Hash;
import vn.thidua.proof.note.MalformedNote;
import vn.thidua.proof.note.SignedCheckpoint;

/**
 * What a sender keeps: that its entry is in the log, so that nobody can later leave it out, change it, or say that it never
 * came. Proves it alone, without the log; {@link Verifier} checks it.
 *
 * @param entry the entry's text, so that a person sees what was received; {@code null} when only its hash is kept
 * @param leaf the entry's hash
 * @param index its place in the log
 * @param path the hashes from beside the leaf to below the root
 * @param checkpoint the signed tree that it is in
 */
public record ReceiptProof(
        @Nullable String entry, Hash leaf, long index, List<Hash> path, SignedCheckpoint checkpoint) {

    /** What a receipt of this format says first. */
    public static final String FORMAT = "thidua-receipt-1";

    public ReceiptProof {
        path = List.copyOf(path);
    }

    /**
     * The receipt for an entry that is published.
     *
     * @throws IllegalArgumentException when it is not yet
     * @throws vn.thidua.proof.log.DamagedLog when the store no longer holds what was signed
     */
    public static ReceiptProof of(PublishedLog log, long index) {
        var inclusion = log.inclusion(index);
        var entry = log.entry(index);
        return new ReceiptProof(new String(entry, UTF_8), Hash.leaf(entry), index, inclusion.path(), log.published());
    }

    /** As it is handed out: canonical JSON. */
    public byte[] encode() {
        return new ObjectBuilder()
                .with("format", FORMAT)
                .with("entry", entry)
                .with("leaf", leaf.base64())
                .with("index", index)
                .with("path", path, hash -> new Json.Str(hash.base64()))
                .with("checkpoint", checkpoint.toString())
                .build()
                .canonical();
    }

    /**
     * Reads a receipt, in any spelling of JSON. Members that are not known are ignored.
     *
     * @throws MalformedReceipt when that is none, or of another format
     */
    public static ReceiptProof decode(byte[] json) {
        try {
            var fields = Fields.of(Json.read(json));
            var format = fields.text("format");
            if (!format.equals(FORMAT)) {
                throw new MalformedReceipt("its format is \"" + format + "\", and known is \"" + FORMAT + "\"");
            }
            return new ReceiptProof(
                    fields.optionalText("entry"),
                    fields.parsed("leaf", Hash::fromBase64),
                    fields.number("index"),
                    fields.texts("path").stream().map(Hash::fromBase64).toList(),
                    fields.parsed("checkpoint", SignedCheckpoint::parse));
        } catch (MalformedReceipt e) {
            throw e;
        } catch (NotJson | MalformedNote e) {
            throw (MalformedReceipt) new MalformedReceipt("the receipt: " + e.getMessage()).initCause(e);
        } catch (IllegalArgumentException e) {
            throw (MalformedReceipt) new MalformedReceipt("the receipt's /path: " + e.getMessage()).initCause(e);
        }
    }
}
