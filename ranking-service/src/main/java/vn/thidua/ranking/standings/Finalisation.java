package vn.thidua.ranking.standings;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.events.Standings;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;

/**
 * Chốt kết quả: whether the results of a board may become final. They may when the sheets counted here are exactly
 * those of the manifest, each with its revision and digest, and nothing is left to be decided: completeness is checked,
 * not hoped for.
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
     * @param recorded everything that was decided beside the marks, which the stored board may not yet follow
     * @param head the unit that heads the board's cluster now
     */
    static Finalisation decide(
            Board stored, Optional<ProceedingsRecorded> recorded, Actor actor, String head, Instant now) {
        var board = recorded.map(stored::deciding).orElse(stored);
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
        var differences = Difference.between(held(closed, board), board.sheets());
        if (!differences.isEmpty()) {
            return new Refused(incomplete(differences));
        }
        var differing = Shadow.differences(board);
        if (!differing.isEmpty()) {
            return new Refused(differing(differing));
        }
        var open = Undecided.of(board, closed);
        if (!open.isEmpty()) {
            return new Refused(undecided(open));
        }
        var last = Board.finalised(standings);
        var fact = new ResultsFinalised(
                board.id(), last.revision(), now, last, ManifestDigest.of(closed.manifest()), closed.checkpoint());
        var by = new Authority(actor, Capacity.HEAD);
        return new Accepted(new Change(stored, board.with(last), Optional.of(fact), null, by), last);
    }

    /**
     * Why results that were corrected cannot take the place of the final ones, if so.
     *
     * @param held the board as it is
     * @param after the same with the corrected sheets
     */
    static Optional<Refusal> correct(Board held, Board after) {
        var closed = Objects.requireNonNull(held.closed(), "final results have a manifest");
        var corrected = held.corrected().stream().collect(toMap(ScoreSubmitted::sheet, Function.identity()));
        var counted = held(closed, held).stream()
                .map(entry -> {
                    var sheet = corrected.get(entry.sheet());
                    return sheet == null ? entry : new CountedSheet(sheet.sheet(), sheet.revision(), sheet.digest());
                })
                .toList();
        var differences = Difference.between(counted, held.sheets());
        if (!differences.isEmpty()) {
            return Optional.of(incomplete(differences));
        }
        var differing = Shadow.differences(after);
        if (!differing.isEmpty()) {
            return Optional.of(differing(differing));
        }
        var open = Undecided.of(after, closed);
        return open.isEmpty() ? Optional.empty() : Optional.of(undecided(open));
    }

    /** The manifest, and what stands beside it because its scorer is recused here too. */
    private static List<CountedSheet> held(ScoringClosed closed, Board board) {
        var recused = closed.recused();
        var scorers = board.recused();
        if (recused == null || scorers == null) {
            return closed.manifest();
        }
        return Stream.concat(closed.manifest().stream(), recused.stream().filter(entry -> {
                    var sheet = board.sheets().byId().get(entry.sheet());
                    return sheet != null && scorers.recuses(sheet.scorer(), sheet.target());
                }))
                .toList();
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
                                + " phiếu đã tính chưa khớp với danh sách khi khóa chấm điểm; hãy đợi rồi thử lại,"
                                + " nếu vẫn chưa khớp thì báo người vận hành.",
                        differences.size()
                                + " of the counted sheets differ from the manifest of the closed scoring; wait and"
                                + " try again, and tell an operator if they still differ."),
                List.of(),
                Map.of("missing", differences));
    }

    private static Refusal undecided(List<Undecided> open) {
        return new Refusal(
                "results-undecided",
                409,
                new Text("Còn việc chưa giải quyết", "Something is still undecided"),
                new Text(
                        "Chưa chốt được: "
                                + open.stream().map(each -> each.text().vi()).collect(joining(" ")),
                        "The results cannot be final yet: "
                                + open.stream().map(each -> each.text().en()).collect(joining(" "))),
                List.of(),
                Map.of(
                        "undecided",
                        open.stream()
                                .map(each -> Map.of(
                                        "what", each.what(),
                                        "units", each.units(),
                                        "detail", each.text().vi(),
                                        "detailEn", each.text().en()))
                                .toList()));
    }
}
