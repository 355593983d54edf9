package vn.thidua.ranking.standings.rebuild;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.thidua.ranking.standings.Board;
import vn.thidua.ranking.standings.Change;
import vn.thidua.ranking.standings.Deviation;

/** What becomes of a board once it was counted again. Decided on what is given alone. */
sealed interface Comparison {

    List<Deviation> deviations();

    /** The recount says exactly what the board said. */
    record Equal() implements Comparison {

        @Override
        public List<Deviation> deviations() {
            return List.of();
        }
    }

    /** The recount takes the board's place once this change is written. */
    record Differs(Change change, List<Deviation> deviations) implements Comparison {}

    /**
     * The board stays: the log lacks what it holds, and a rebuild never loses anything; or its results are final and the
     * log gives others, which only people correct.
     */
    record Kept(List<Deviation> deviations) implements Comparison {}

    /**
     * @param held the board as it is stored
     * @param counted the same, from the sheets of the whole log; what was decided beside the marks is the board's
     * @param published the newest standings that were, and what people have corrected; {@code null} when there were none
     */
    static Comparison of(Board held, Board counted, EventLog.@Nullable Told published, Instant now) {
        var told = published == null ? null : published.standings();
        var scored = published == null ? counted : counted.apply(published.corrected());
        var decided = held.recorded();
        var recounted = decided == null ? scored : scored.deciding(decided);
        var after = held.rebuilt(recounted, told);
        var deviations = Deviation.between(held, after);
        if (lacks(recounted, held)) {
            return new Kept(deviations);
        }
        if (after.isFinal()) {
            var others = Deviation.between(held.id(), after.standings(), recounted.standings());
            if (!others.isEmpty()) {
                return new Kept(others);
            }
        }
        return same(held, after) ? new Equal() : new Differs(Change.rebuilt(held, after, told, now), deviations);
    }

    private static boolean lacks(Board recounted, Board held) {
        return (held.opened() != null && recounted.opened() == null)
                || (held.closed() != null && recounted.closed() == null)
                || (held.recused() != null && recounted.recused() == null)
                || held.sheets().byId().values().stream().anyMatch(sheet -> {
                    var there = recounted.sheets().byId().get(sheet.sheet());
                    return there == null || there.revision() < sheet.revision();
                });
    }

    private static boolean same(Board held, Board after) {
        return Deviation.between(held, after).isEmpty() && Objects.equals(held.standings(), after.standings());
    }
}
