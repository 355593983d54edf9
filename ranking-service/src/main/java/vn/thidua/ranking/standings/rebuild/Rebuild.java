package vn.thidua.ranking.standings.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.ranking.standings.Deviation;

/**
 * How far a rebuild has come, and what it found. Immutable.
 *
 * @param board the one that is rebuilt; {@code null} for all of them
 * @param compareOnly whether nothing is put in place
 * @param startedBy the account that asked for it
 * @param seenAt when its process last said how far it is
 * @param deviations the first of those that were found; {@link Progress#deviations} says how many there are
 * @param failure why it failed, for an operator
 */
public record Rebuild(
        String id,
        @Nullable String board,
        boolean compareOnly,
        String startedBy,
        Instant startedAt,
        Instant seenAt,
        State state,
        Progress progress,
        List<Deviation> deviations,
        @Nullable String failure) {

    private static final int MOST_DEVIATIONS = 200;
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** From the first record to the end. */
    public enum State {
        /** The log is counted into a new generation of boards. */
        READING,
        /** Each board is compared with its recount, which takes its place. */
        SWITCHING,
        DONE,
        FAILED,
        /** Its process ended before it did. Nothing is lost: what was not yet switched is as it was. */
        ABANDONED;

        /** Whether nothing more will happen. */
        public boolean isEnd() {
            return this == DONE || this == FAILED || this == ABANDONED;
        }
    }

    /**
     * @param read records of the log
     * @param toRead as many as the log had when it was last looked at
     * @param boards that are known here or by the log
     * @param compared of these
     * @param equal boards whose recount says exactly what they said
     * @param switched boards that a differing recount has replaced; with {@code compareOnly}, would have
     * @param kept boards that differ in a way that only a person can decide on: they are as they were
     * @param unreadable records that cannot be counted, and are dead letters
     */
    public record Progress(
            long read,
            long toRead,
            int boards,
            int compared,
            int equal,
            int switched,
            int kept,
            int deviations,
            long unreadable) {

        static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    public Rebuild {
        deviations = List.copyOf(deviations);
    }

    /** A rebuild that begins. */
    static Rebuild begun(String id, @Nullable String board, boolean compareOnly, String startedBy, Instant now) {
        return new Rebuild(id, board, compareOnly, startedBy, now, now, State.READING, Progress.NONE, List.of(), null);
    }

    /** What this is to somebody who reads it now. */
    public Rebuild at(Instant now) {
        return !state.isEnd() && seenAt.plus(SILENCE).isBefore(now)
                ? with(State.ABANDONED, progress, seenAt, failure)
                : this;
    }

    Rebuild reading(long read, long toRead, long unreadable, Instant now) {
        var next = new Progress(
                read,
                toRead,
                progress.boards,
                progress.compared,
                progress.equal,
                progress.switched,
                progress.kept,
                progress.deviations,
                unreadable);
        return with(state, next, now, failure);
    }

    Rebuild switching(int boards, Instant now) {
        var next = new Progress(
                progress.read, progress.toRead, boards, 0, 0, 0, 0, progress.deviations, progress.unreadable);
        return with(State.SWITCHING, next, now, failure);
    }

    Rebuild compared(Comparison comparison) {
        var found = comparison.deviations();
        var next = new Progress(
                progress.read,
                progress.toRead,
                progress.boards,
                progress.compared + 1,
                progress.equal + (comparison instanceof Comparison.Equal ? 1 : 0),
                progress.switched + (comparison instanceof Comparison.Differs ? 1 : 0),
                progress.kept + (comparison instanceof Comparison.Kept ? 1 : 0),
                progress.deviations + found.size(),
                progress.unreadable);
        var all = Stream.concat(deviations.stream(), found.stream())
                .limit(MOST_DEVIATIONS)
                .toList();
        return new Rebuild(id, board, compareOnly, startedBy, startedAt, seenAt, state, next, all, failure);
    }

    Rebuild ended(State end, @Nullable String failure, Instant now) {
        return with(end, progress, now, failure);
    }

    private Rebuild with(State state, Progress progress, Instant seenAt, @Nullable String failure) {
        return new Rebuild(id, board, compareOnly, startedBy, startedAt, seenAt, state, progress, deviations, failure);
    }
}
