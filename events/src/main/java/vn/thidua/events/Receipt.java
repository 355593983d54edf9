package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that a revision of a sheet is durable and counts.
 *
 * @param sheet the sheet's id
 * @param revision 1 for a first submission
 * @param digest {@code sha-256:} and the hex digest over the canonical JSON (RFC 8785) of the sheet's content
 * @param receivedAt when this revision was accepted; the same on every repeat
 * @param proof that the revision is in the season's log; on a repeat it may be of a later size of the log. Absent while
 *     the log cannot take entries
 */
public record Receipt(
        String sheet,
        long revision,
        String digest,
        Instant receivedAt,
        @Nullable Proof proof) {

    public Receipt {
        requireNonNull(sheet, "sheet");
        requireNonNull(digest, "digest");
        requireNonNull(receivedAt, "receivedAt");
    }

    /** A receipt without a proof. */
    public Receipt(String sheet, long revision, String digest, Instant receivedAt) {
        this(sheet, revision, digest, receivedAt, null);
    }

    /** The same revision, with the proof that it is in the log, if there is one. */
    public Receipt with(@Nullable Proof proof) {
        return new Receipt(sheet, revision, digest, receivedAt, proof);
    }

    /**
     * Shows without the log that an entry is in it, as {@code docs/proof.md} describes.
     *
     * @param format {@code thidua-receipt-1}
     * @param entry the entry's text, canonical JSON
     * @param leaf the entry's leaf hash, base64
     * @param index the entry's place in the log, from 0
     * @param path the hashes from beside the leaf to below the root, base64
     * @param checkpoint the signed tree that it is in
     */
    public record Proof(String format, String entry, String leaf, long index, List<String> path, String checkpoint) {

        public Proof {
            requireNonNull(format, "format");
            requireNonNull(entry, "entry");
            requireNonNull(leaf, "leaf");
            path = Required.list(path, "path");
            requireNonNull(checkpoint, "checkpoint");
        }
    }
}
