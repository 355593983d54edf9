package vn.thidua.proof.entry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Final results were corrected: a sheet counts with another content than was scored. What was scored stays in the log as it
 * is. Of several sheets it is several entries, one after the other, together one fact.
 *
 * @param revision of the results that count with it
 * @param replaces the revision of the results before it
 * @param because stands for why; on every part alike
 * @param part which of them this is, from 1
 * @param parts how many there are
 * @param sheet as it counts from now on, with the revision after the one that it takes the place of
 */
public record Corrected(
        String board,
        long revision,
        Instant occurredAt,
        long replaces,
        Commitment because,
        int part,
        int parts,
        Sheet sheet)
        implements Entry {

    /** @throws IllegalArgumentException when there is no such part, or the sheet is of another board */
    public Corrected {
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(because, "because");
        if (part < 1 || part > parts) {
            throw new IllegalArgumentException("there is no part " + part + " of " + parts);
        }
        if (replaces >= revision) {
            throw new IllegalArgumentException("revision " + revision + " replaces " + replaces);
        }
        if (!sheet.board().equals(board)) {
            throw new IllegalArgumentException("the sheet " + sheet.sheet() + " is not of board " + board);
        }
    }

    /** Whether this is the next part of the same correction. */
    public boolean continues(Corrected before) {
        return revision == before.revision
                && replaces == before.replaces
                && occurredAt.equals(before.occurredAt)
                && because.equals(before.because)
                && parts == before.parts
                && part == before.part + 1;
    }
}
