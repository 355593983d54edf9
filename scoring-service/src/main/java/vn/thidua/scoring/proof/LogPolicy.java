package vn.thidua.scoring.proof;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.thidua.identity.Actor;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.scoring.board.BoardState;

/**
 * Who may read a season's log. Its entries hold the marks, so it is sealed like the sheets: while one of its boards takes
 * sheets, nobody reads it. From then on the City does, operations and the units that are members of every one of its
 * boards; once all results are final, everybody with an account.
 */
public final class LogPolicy {

    private LogPolicy() {}

    /**
     * Why this actor may not read it, or nothing.
     *
     * @param boards of the season
     * @param isFinal whether the results of all of them are
     */
    public static Optional<Refusal> read(Actor actor, Origin origin, List<SeasonBoard> boards, boolean isFinal) {
        var unsealed = !boards.isEmpty() && boards.stream().allMatch(board -> board.state() == BoardState.CLOSED);
        var mayRead = unsealed
                && (isFinal
                        || switch (actor.role()) {
                            case CITY, OPERATIONS -> true;
                            case DISTRICT ->
                                boards.stream()
                                        .allMatch(board -> board.members().contains(actor.unit()));
                            case PUBLIC -> false;
                        });
        return mayRead ? Optional.empty() : Optional.of(unknown(origin));
    }

    /** There is no such log, or it is sealed. */
    public static Refusal unknown(Origin origin) {
        return unknown(origin.toString());
    }

    /** What was asked for cannot be a log. */
    public static Refusal unknown(String cluster, String year) {
        return unknown("thidua/" + cluster + "/" + year);
    }

    private static Refusal unknown(String origin) {
        return new Refusal(
                "log-not-found",
                404,
                new Text("Không tìm thấy nhật ký", "No such log"),
                new Text(
                        "Nhật ký “" + origin
                                + "” không có, hoặc còn niêm phong cho đến khi khóa chấm điểm và chốt kết quả.",
                        "There is no log “" + origin
                                + "”, or it is sealed until scoring is closed and the results are final."));
    }

    /** A board of the season that was opened. */
    public record SeasonBoard(String id, BoardState state, Set<String> members) {

        public SeasonBoard {
            members = Set.copyOf(members);
        }
    }
}
