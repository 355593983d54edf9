package vn.thidua.ranking.standings.rebuild;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.Standings;
import vn.thidua.ranking.standings.Counting.Arrived;

/** All that was ever scored, and all standings that were ever told. */
@FunctionalInterface
public interface EventLog {

    /**
     * Begins at the first record.
     *
     * @param board the only one that matters; {@code null} for all of them
     */
    Reading from(@Nullable String board);

    /** A place in the log. Not thread-safe. */
    interface Reading extends AutoCloseable {

        /** Reads on to where the log ends as this is called, a portion at a time. */
        void catchUp(Consumer<Portion> portions);

        /** How many records were read. */
        long read();

        /** How many there were when the end was last looked at. */
        long end();

        /** How many of them cannot be counted. */
        long unreadable();

        @Override
        void close();
    }

    /** The next of it, in the order in which it is kept. */
    record Portion(List<Arrived> scored, List<Told> told) {}

    /**
     * Standings that were published.
     *
     * @param corrected the sheets that corrections have put in place of those that were scored
     */
    record Told(Standings standings, List<ScoreSubmitted> corrected) {

        /** The newer standings; what corrections have put in place stays so, whoever tells of them next. */
        Told and(Told other) {
            if (other.standings.revision() <= standings.revision()) {
                return this;
            }
            return other.corrected.isEmpty() ? new Told(other.standings, corrected) : other;
        }
    }
}
