package vn.thidua.scoring.board;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/** What a recusal has to say: somebody who scores, somebody who is scored, and why. */
final class Recusals {

    private Recusals() {}

    static List<Violation> violations(
            Rounds rounds, ScoringOpened opened, String scorer, @Nullable String target, String reason) {
        var found = new ArrayList<Violation>();
        if (!rounds.participants().contains(scorer)) {
            found.add(new Violation(
                    "/scorer",
                    "not-a-scorer",
                    new Text(
                            "Đơn vị “" + scorer + "” không chấm điểm trên bảng này.",
                            "The unit “" + scorer + "” does not score on this board.")));
        }
        if (target != null
                && opened.members().stream().noneMatch(member -> member.id().equals(target))) {
            found.add(new Violation(
                    "/target",
                    "not-a-member",
                    new Text(
                            "Đơn vị “" + target + "” không phải thành viên của bảng.",
                            "The unit “" + target + "” is not a member of the board.")));
        }
        if (scorer.equals(target)) {
            found.add(new Violation(
                    "/target",
                    "recused-from-itself",
                    new Text(
                            "Đơn vị luôn tự chấm: không rút được phiếu tự chấm.",
                            "A unit always scores itself: its own sheet cannot be recused.")));
        }
        if (reason.isBlank() || reason.length() > BoardRules.TEXT_LENGTH) {
            found.add(new Violation(
                    "/reason",
                    "reason-missing",
                    new Text(
                            "Hãy ghi lý do, tối đa " + BoardRules.TEXT_LENGTH + " ký tự.",
                            "Say why, in at most " + BoardRules.TEXT_LENGTH + " characters.")));
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(reason)) {
            found.add(new Violation(
                    "/reason",
                    "reason-not-text",
                    new Text(
                            "Lý do chứa ký tự không hợp lệ trong Unicode.",
                            "The reason contains what is not a Unicode character.")));
        }
        return found;
    }
}
