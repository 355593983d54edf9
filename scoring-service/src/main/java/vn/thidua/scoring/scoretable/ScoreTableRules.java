package vn.thidua.scoring.scoretable;

import java.util.Map;
import java.util.Optional;
import vn.thidua.events.ScoreTable;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.rules.TableValidation;

/** Why a score table is not stored; what makes one sound is said once, by {@link TableValidation}. */
public final class ScoreTableRules {

    private ScoreTableRules() {}

    /** Why this table may not be stored, or nothing; names everything that is wrong at once. */
    public static Optional<Refusal> refusal(ScoreTable table) {
        var violations = TableValidation.of(table).stream()
                .map(found -> new Violation(
                        found.pointer(),
                        found.rule(),
                        new Text(found.text().vi(), found.text().en())))
                .toList();
        if (violations.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                "score-table-invalid",
                422,
                new Text("Bảng chấm điểm không hợp lệ", "The score table is not sound"),
                new Text(
                        "Bảng chấm điểm có " + violations.size()
                                + " chỗ chưa đúng. Hãy sửa các chỗ được nêu rồi gửi lại.",
                        "The score table is wrong in " + violations.size()
                                + " places. Correct what is listed and send it again."),
                violations,
                Map.of()));
    }

    /** For a version that has been written with other content. */
    public static Refusal frozen(String cluster, String version) {
        return new Refusal(
                "score-table-frozen",
                409,
                new Text("Bảng chấm điểm không được thay đổi", "A score table never changes"),
                new Text(
                        "Bảng " + version + " của cụm “" + cluster
                                + "” đã có với nội dung khác. Hãy lưu nội dung mới dưới một phiên bản mới.",
                        "Version " + version + " of cluster “" + cluster
                                + "” is there with other content. Store the new content as a new version."));
    }

    /** For a table that is not there. */
    public static Refusal unknown(String cluster, String version) {
        return new Refusal(
                "score-table-unknown",
                404,
                new Text("Không có bảng chấm điểm này", "There is no such score table"),
                new Text(
                        "Cụm “" + cluster + "” chưa có bảng chấm điểm phiên bản “" + version + "”.",
                        "Cluster “" + cluster + "” has no score table with version “" + version + "”."));
    }
}
