package vn.thidua.ranking.standings.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.Standings.Sentence;
import vn.thidua.events.TableRules.Award;
import vn.thidua.ranking.standings.Board;
import vn.thidua.rules.Members;
import vn.thidua.rules.Tie;
import vn.thidua.rules.Words;

/** Đồng hạng: every tie of a board, with how it was broken, or why it need not be. */
record Ties(String board, List<Entry> ties) {

    static Ties of(Board board, ScoringOpened opened) {
        var words = new Words(Members.of(opened));
        return new Ties(
                board.id(),
                board.outcome()
                        .map(outcome -> outcome.ties().stream()
                                .map(tie -> Entry.of(tie, words))
                                .toList())
                        .orElse(List.of()));
    }

    /**
     * One tie.
     *
     * @param units their ids
     * @param total hundredths
     * @param award the code of the award that it is about, or that all of them come into
     * @param unbroken the ids of those among whom it must still be broken
     * @param because what was tried, or why it need not be broken
     */
    record Entry(List<String> units, int total, @Nullable String award, List<String> unbroken, List<Sentence> because) {

        private static Entry of(Tie tie, Words words) {
            var because = words.of(tie).stream()
                    .map(text -> new Sentence(text.vi(), text.en()))
                    .toList();
            return switch (tie) {
                case Tie.Harmless t -> new Entry(t.units(), t.total(), code(t.award()), List.of(), because);
                case Tie.AtAward t -> new Entry(t.units(), t.total(), code(t.award()), t.unbroken(), because);
            };
        }

        private static @Nullable String code(@Nullable Award award) {
            return award == null ? null : award.code();
        }
    }
}
