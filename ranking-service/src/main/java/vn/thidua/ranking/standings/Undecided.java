package vn.thidua.ranking.standings;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.problem.Text;
import vn.thidua.rules.Outcome;

/**
 * Something that people must do before results can be final.
 *
 * @param units whom it concerns
 */
record Undecided(What what, List<String> units, Text text) {

    enum What {
        /** Sheets never came, and nobody said why. */
        UNEXPLAINED,
        /** A tie lies across the edge of an award. */
        UNBROKEN,
        /** A unit is held, and nobody decided that results may be final with it held. */
        HELD
    }

    /** All of them. */
    static List<Undecided> of(Board board, ScoringClosed closed) {
        var undecided = new ArrayList<Undecided>();
        var because = closed.missingBecause();
        if (!closed.missing().isEmpty() && (because == null || because.isBlank())) {
            undecided.add(new Undecided(
                    What.UNEXPLAINED,
                    List.of(),
                    new Text(
                            closed.missing().size() + " phiếu còn thiếu chưa nêu lý do.",
                            closed.missing().size() + " missing sheets are not explained.")));
        }
        board.outcome().map(Outcome::unbroken).orElse(List.of()).forEach(tie -> {
            var names = String.join(", ", names(board, tie.unbroken()));
            undecided.add(new Undecided(
                    What.UNBROKEN,
                    tie.unbroken(),
                    new Text(
                            names + " đồng hạng, chưa phân định “" + tie.award().name() + "”.",
                            names + " are tied and it is undecided who gets “"
                                    + tie.award().name() + "”.")));
        });
        held(board)
                .forEach(
                        unit -> undecided.add(
                                new Undecided(
                                        What.HELD,
                                        List.of(unit),
                                        new Text(
                                                String.join("", names(board, List.of(unit)))
                                                        + " đang tạm dừng xét; Thành phố cần bỏ tạm dừng hoặc giữ nguyên khi chốt.",
                                                String.join("", names(board, List.of(unit)))
                                                        + " is held; the City has to release the hold or confirm it for the final results."))));
        return undecided;
    }

    private static TreeSet<String> held(Board board) {
        var units = new TreeSet<String>();
        var recorded = board.recorded();
        if (recorded != null) {
            recorded.holds().stream()
                    .filter(hold -> hold.released() == null && hold.confirmed() == null)
                    .forEach(hold -> units.add(hold.unit()));
        }
        return units;
    }

    private static List<String> names(Board board, List<String> units) {
        var opened = board.opened();
        return opened == null
                ? units
                : opened.members().stream()
                        .filter(member -> units.contains(member.id()))
                        .map(UnitRef::name)
                        .toList();
    }
}
