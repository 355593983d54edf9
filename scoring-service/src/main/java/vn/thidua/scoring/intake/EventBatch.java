package vn.thidua.scoring.intake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.scoring.sheet.Submitter;

/**
 * Events that were taken into custody to be worked off later, in parts.
 *
 * @param version grows by one with every change; guards the next
 * @param submitter whose they are
 * @param total how many events
 * @param firsts for each part the index of its first event
 * @param done how many parts have their results
 * @param counts what has come of the events so far
 * @param finishedAt when the last had its result
 */
public record EventBatch(
        String id,
        long version,
        Submitter submitter,
        Instant receivedAt,
        int total,
        List<Integer> firsts,
        int done,
        Counts counts,
        @Nullable Instant finishedAt) {

    public EventBatch {
        requireNonNull(id, "id");
        requireNonNull(submitter, "submitter");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(counts, "counts");
        firsts = List.copyOf(firsts);
    }

    /** One that has just arrived. */
    public static EventBatch of(String id, Submitter submitter, Instant now, int total, List<Integer> firsts) {
        return new EventBatch(
                id, 1, submitter, now, total, firsts, 0, new Counts(0, 0, 0), firsts.isEmpty() ? now : null);
    }

    /** How far it has come. */
    public State state() {
        if (finishedAt != null) {
            return State.DONE;
        }
        return done == 0 ? State.WAITING : State.RUNNING;
    }

    /** How many events have their results after this many parts. */
    public int eventsAfter(int parts) {
        return parts >= firsts.size() ? total : firsts.get(parts);
    }

    /** With the results of its next part. */
    EventBatch with(List<EventResult> results, Instant now) {
        return new EventBatch(
                id,
                version + 1,
                submitter,
                receivedAt,
                total,
                firsts,
                done + 1,
                counts.plus(results),
                done + 1 == firsts.size() ? now : null);
    }

    /** The ways of a batch. */
    public enum State {
        WAITING,
        RUNNING,
        DONE
    }

    /** How many events came to which end. */
    public record Counts(int accepted, int duplicate, int refused) {

        /** Of these. */
        public static Counts of(List<EventResult> results) {
            return new Counts(0, 0, 0).plus(results);
        }

        Counts plus(List<EventResult> results) {
            var accepted = this.accepted;
            var duplicate = this.duplicate;
            var refused = this.refused;
            for (var result : results) {
                switch (result.outcome()) {
                    case ACCEPTED -> accepted++;
                    case REPEATED -> duplicate++;
                    case REFUSED -> refused++;
                }
            }
            return new Counts(accepted, duplicate, refused);
        }
    }
}
