package vn.thidua.ranking.standings.web;

import java.util.List;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Sentence;
import vn.thidua.events.Standings.Status;
import vn.thidua.ranking.standings.Board;
import vn.thidua.rules.Members;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.Table;
import vn.thidua.rules.advice.Advice;
import vn.thidua.rules.advice.Finding;

/** How evenly a board was scored: sentences to be read, made anew each time, and never applied to anything. */
record AdviceView(String board, Status status, List<Entry> findings) {

    static AdviceView of(Board board, ScoringOpened opened, Standings standings) {
        var advice = Advice.on(
                Table.of(opened.scoreTable()),
                Members.of(opened),
                board.sheets().byId().values().stream().map(Sheet::of).toList(),
                board.recusals());
        return new AdviceView(
                board.id(),
                standings.status(),
                advice.findings().stream().map(Entry::of).toList());
    }

    /** What a finding is about. */
    enum Sort {
        /** A scorer's sheet beside the mean of the other scorers of that unit. */
        BESIDE_OTHERS,
        /** A scorer's sheets beside the others', on average. */
        LEANING,
        SELF_BESIDE_PEERS,
        MUTUAL_PAIR,
        SPREAD,
        AGREEMENT,
        /** A criterion over all units. */
        EVENNESS
    }

    /** @param size how far from even, in hundredths of a point or of a percent; the largest of a sort comes first */
    record Entry(Sort sort, int size, Sentence text) {

        private static Entry of(Finding finding) {
            var sort = switch (finding) {
                case Finding.BesideOthers f -> Sort.BESIDE_OTHERS;
                case Finding.Leaning f -> Sort.LEANING;
                case Finding.SelfBesidePeers f -> Sort.SELF_BESIDE_PEERS;
                case Finding.MutualPair f -> Sort.MUTUAL_PAIR;
                case Finding.Spread f -> Sort.SPREAD;
                case Finding.Agreement f -> Sort.AGREEMENT;
                case Finding.Evenness f -> Sort.EVENNESS;
            };
            return new Entry(
                    sort,
                    finding.size(),
                    new Sentence(finding.text().vi(), finding.text().en()));
        }
    }
}
