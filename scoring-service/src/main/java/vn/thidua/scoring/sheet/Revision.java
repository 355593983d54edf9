package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Receipt;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.messaging.AuthContext;

/**
 * A sheet's content as it was accepted once.
 *
 * @param number 1 for the first submission
 * @param digest over the content, see {@link CanonicalSheet}
 * @param receivedAt when it was accepted, in milliseconds
 * @param keys under which it was submitted, the first first
 * @param by who submitted it first, and in which capacity
 * @param reason why it replaced the revision before
 */
public record Revision(
        long number,
        SheetContent content,
        String digest,
        Instant receivedAt,
        List<String> keys,
        AuthContext by,
        @Nullable String reason) {

    public Revision {
        requireNonNull(content, "content");
        requireNonNull(digest, "digest");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(by, "by");
        keys = List.copyOf(keys);
    }

    /** A revision for which no reason was given. */
    public Revision(
            long number, SheetContent content, String digest, Instant receivedAt, List<String> keys, AuthContext by) {
        this(number, content, digest, receivedAt, keys, by, null);
    }

    /** What its submitter gets, each time the same. */
    public Receipt receipt() {
        return new Receipt(content.sheet().toString(), number, digest, receivedAt);
    }

    /** What the others are told. */
    public ScoreSubmitted event() {
        return new ScoreSubmitted(
                content.board(),
                number,
                receivedAt,
                content.sheet().toString(),
                content.kind(),
                content.scorer(),
                content.target(),
                content.marks(),
                content.adjustments(),
                digest);
    }

    Revision with(String key) {
        return new Revision(
                number,
                content,
                digest,
                receivedAt,
                Stream.concat(keys.stream(), Stream.of(key)).toList(),
                by,
                reason);
    }
}
