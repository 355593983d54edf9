package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Says that a revision of a sheet is durable and counts.
 *
 * @param sheet the sheet's id
 * @param revision 1 for a first submission
 * @param digest {@code sha-256:} and the hex digest over the canonical JSON (RFC 8785) of the sheet's content
 * @param receivedAt when this revision was accepted; the same on every repeat
 */
public record Receipt(String sheet, long revision, String digest, Instant receivedAt) {

    public Receipt {
        requireNonNull(sheet, "sheet");
        requireNonNull(digest, "digest");
        requireNonNull(receivedAt, "receivedAt");
    }
}
