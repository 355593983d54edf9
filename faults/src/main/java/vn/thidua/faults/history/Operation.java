package vn.thidua.faults.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that a client did, with what it knows of the outcome. */
public sealed interface Operation {

    /**
     * A sheet that was sent.
     *
     * @param client the unit whose system sent it
     * @param scorer the unit that it says it is from
     * @param key the idempotency key, or the event's id: repeated requests have the same
     * @param content the sheet as JSON, as it was sent
     * @param receipt with {@link Outcome#OK} only
     */
    record Submission(
            long id,
            String door,
            String client,
            String scorer,
            String board,
            String sheet,
            String key,
            String content,
            Outcome outcome,
            @Nullable Receipt receipt)
            implements Operation {}

    /**
     * What a client was told of a stored sheet.
     *
     * @param tree size and root of the season's log at that moment, as in its checkpoint; absent when the receipt came
     *     without a proof
     */
    record Receipt(long revision, String digest, @Nullable Tree tree) {}

    /** A season's log when it had so many entries. */
    record Tree(long size, String root) {

        /** From a checkpoint; absent when there is none. */
        public static @Nullable Tree of(String checkpoint) {
            var lines = checkpoint.lines().toList();
            return lines.size() < 3 ? null : new Tree(Long.parseLong(lines.get(1)), lines.get(2));
        }
    }

    /**
     * A version of standings that a reader saw; those of one reader are in the order in which it saw them.
     *
     * @param live the reader holds a stream open and must end up with what stands at the end
     */
    record Reading(long id, String reader, String board, long version, boolean live) implements Operation {}

    /**
     * Something only the head of a cluster may do: open or close a board, finalise its results.
     *
     * @param actor the unit whose system asked for it
     */
    record Act(
            long id,
            String act,
            String actor,
            String cluster,
            String board,
            Instant invoked,
            Instant completed,
            Outcome outcome)
            implements Operation {}

    /** The City committee made a unit head of a cluster, at once. */
    record Appointment(long id, String cluster, String head, Instant invoked, Instant completed, Outcome outcome)
            implements Operation {}
}
