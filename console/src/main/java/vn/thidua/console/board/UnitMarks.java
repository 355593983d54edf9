package vn.thidua.console.board;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One unit's marks by criterion, from itself and from each peer, as the ranking service tells them. Hundredths. */
record UnitMarks(
        String board,
        @Nullable String notice,
        Status status,
        Unit unit,
        Standings.Row row,
        ScoreTable scoreTable,
        List<Unit> scorers,
        @Nullable SelfSheet self,
        List<PeerSheet> peers,
        @Nullable Map<String, Integer> means,
        @Nullable List<String> corrected,
        @Nullable List<PathStep> path) {

    /** Whose sheets count otherwise than they were given, in a sentence's words; empty when all count as given. */
    public String correctedScorers() {
        return corrected == null ? "" : String.join(", ", corrected);
    }

    /** What a step from the marks to the total adds or takes away. */
    record PathStep(String step, int amount, Standings.Sentence text) {}

    record SelfSheet(long revision, Map<String, Integer> marks, List<Adjustment> adjustments) {}

    record PeerSheet(Unit scorer, long revision, Map<String, Integer> marks, List<Adjustment> adjustments, int total) {}

    /** A bonus or a penalty; negative for a penalty. */
    record Adjustment(String rule, int points, @Nullable String note) {}
}
