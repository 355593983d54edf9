package vn.thidua.ranking.standings;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.Standings;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;

/**
 * Chốt kết quả: whether the results of a board may become final. They may when the sheets counted here are exactly
 * those of the manifest, each with its revision and digest: completeness is checked, not hoped for.
 */
public sealed interface Finalisation {

    /** The results are final once this change is written. */
    record Accepted(Change change, Standings standings) implements Finalisation {}

    /** They already are. */
    record Repeated(Standings standings) implements Finalisation {}

    /** They cannot be, and why. */
    record Refused(Refusal refusal) implements Finalisation {}

    /**
     * Decides on the board as it is; changes nothing.
     *
     * @param head the unit that heads the board's cluster now
     */
    static Finalisation decide(Board board, Actor actor, String head, Instant now) {
        var standings = board.standings();
        if (standings == null) {
            return new Refused(boardNotFound(board.id()));
        }
        var denied = StandingsPolicy.finalise(actor, standings, head);
        if (denied.isPresent()) {
            return new Refused(denied.get());
        }
        if (board.isFinal()) {
            return new Repeated(standings);
        }
        var closed = board.closed();
        if (closed == null) {
            return new Refused(notClosed());
        }
        var differences = Difference.between(closed.manifest(), board.sheets());
        if (!differences.isEmpty()) {
            return new Refused(incomplete(differences));
        }
        var differing = Shadow.differences(board);
        if (!differing.isEmpty()) {
            return new Refused(differing(differing));
        }
        var last = Board.finalised(standings);
        var fact = new ResultsFinalised(board.id(), last.revision(), now, last, ManifestDigest.of(closed.manifest()));
        var by = new Authority(actor, Capacity.HEAD);
        return new Accepted(new Change(board, board.with(last), Optional.of(fact), null, by), last);
    }

    /** No board of this id takes or took sheets. */
    static Refusal boardNotFound(String board) {
        return new Refusal(
                "board-not-found",
                404,
                new Text("Không tìm thấy bảng thi đua", "No such board"),
                new Text(
                        "Bảng “" + board + "” chưa mở chấm điểm hoặc không tồn tại; hãy kiểm tra mã bảng.",
                        "Board \"" + board + "\" is not open for scoring or does not exist; check its id."));
    }

    private static Refusal notClosed() {
        return new Refusal(
                "scoring-not-closed",
                409,
                new Text("Chưa khóa chấm điểm", "Scoring is not closed"),
                new Text(
                        "Bảng vẫn đang nhận phiếu chấm điểm; hãy khóa chấm điểm trước khi chốt kết quả.",
                        "The board still takes score sheets; close scoring before finalising the results."));
    }

    private static Refusal differing(List<Deviation> differing) {
        return new Refusal(
                "results-differ",
                409,
                new Text("Kết quả tính lại không khớp", "The results differ from their recomputation"),
                new Text(
                        "Kết quả được tính lại một cách độc lập và có " + differing.size()
                                + " chỗ không khớp, nên chưa chốt được; hãy báo người vận hành.",
                        "The results were computed a second time independently and differ in " + differing.size()
                                + " places, so they cannot be final yet; tell an operator."),
                List.of(),
                Map.of("differences", differing));
    }

    private static Refusal incomplete(List<Difference> differences) {
        return new Refusal(
                "results-incomplete",
                409,
                new Text("Kết quả chưa đầy đủ", "The results are incomplete"),
                new Text(
                        differences.size()
                                + " phiếu đã tính chưa khớp với danh sách khi khóa chấm điểm; hãy đợi rồi chốt lại,"
                                + " nếu vẫn chưa khớp thì báo người vận hành.",
                        differences.size()
                                + " of the counted sheets differ from the manifest of the closed scoring; wait and"
                                + " finalise again, and tell an operator if they still differ."),
                List.of(),
                Map.of("missing", differences));
    }
}
