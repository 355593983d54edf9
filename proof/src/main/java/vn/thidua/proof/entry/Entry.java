package vn.thidua.proof.entry;

import java.time.Instant;

/**
 * What the log of a season says, one fact per entry: a board was opened, a revision of a sheet was accepted, scorers were
 * recused, a board was closed, its results were corrected. From these alone anyone can recompute the standings. Points are
 * whole hundredths.
 *
 * <p>An entry is published as canonical JSON (RFC 8785). Texts that could be about a person are not in it, only
 * {@link Commitment}s to them. Later versions may add optional members, which readers ignore; what cannot be ignored gets
 * another type, or another way of counting, which readers refuse.
 */
public sealed interface Entry permits Opened, Sheet, Recused, Closed, Corrected {

    /** For example {@code hn-mttq-cum-1:2019}. */
    String board();

    /** Of the board, of the sheet, or of the results. */
    long revision();

    /** When the fact was decided, not when it came into the log. */
    Instant occurredAt();

    /** The bytes that are appended to the log. */
    default byte[] encode() {
        return EntryJson.json(this).canonical();
    }

    /**
     * Reads an entry of a log. Strict: the bytes must be canonical, every required member there and of its type, and a
     * sheet's digest that of its content.
     *
     * @throws MalformedEntry when they are not
     */
    static Entry decode(byte[] bytes) {
        return EntryJson.read(bytes);
    }
}
