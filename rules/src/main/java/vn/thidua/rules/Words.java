package vn.thidua.rules;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.TableRules.BonusPlace;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.TableRules.TieBreak;

/** Says what was counted and decided, in plain sentences. */
public final class Words {

    private final Members members;

    /** For a board with these members. */
    public Words(Members members) {
        this.members = members;
    }

    /** A step from the marks to the total. */
    public Text of(Step step) {
        return switch (step) {
            case Step.Recused s ->
                new Text(
                        name(s.scorer()) + " không chấm (" + vi(s.kind()) + "), lý do: " + s.reason()
                                + (s.hadScored() ? ". Phiếu đã gửi không được tính." : "."),
                        name(s.scorer()) + " is recused (" + en(s.kind()) + "), because: " + s.reason()
                                + (s.hadScored() ? ". Its sheet does not count." : "."));
            case Step.KindRecused s ->
                new Text(
                        "Mọi bên chấm của loại phiếu " + vi(s.kind())
                                + " đều không chấm đơn vị này: loại phiếu này không tính.",
                        "Everyone who gives a " + en(s.kind()) + " sheet is recused: that kind does not count here.");
            case Step.LeftOut s ->
                new Text(
                        "Bỏ phiếu " + (s.highest() ? "cao nhất" : "thấp nhất") + " (" + vi(s.kind()) + "): "
                                + name(s.scorer()) + ", " + PointsText.vi(s.points()) + ".",
                        "The " + (s.highest() ? "highest" : "lowest") + " " + en(s.kind()) + " sheet is left out: "
                                + name(s.scorer()) + ", " + PointsText.en(s.points()) + ".");
            case Step.NotTrimmed s ->
                new Text(
                        "Không bỏ phiếu cao nhất, thấp nhất: có " + s.sheets() + " phiếu " + vi(s.kind())
                                + ", cần ít nhất " + s.needed() + ".",
                        "No highest and lowest sheet is left out: there are " + s.sheets() + " " + en(s.kind())
                                + " sheets, and it takes " + s.needed() + ".");
            case Step.SheetRounded s ->
                new Text(
                        "Phiếu của " + name(s.scorer()) + " (" + vi(s.kind()) + ") làm tròn từ "
                                + PointsText.vi(s.exact()) + " thành " + PointsText.vi(s.points()) + ".",
                        "The " + en(s.kind()) + " sheet of " + name(s.scorer()) + " is rounded from "
                                + PointsText.en(s.exact()) + " to " + PointsText.en(s.points()) + ".");
            case Step.Superseded s ->
                new Text(
                        "Điểm " + vi(s.kind()) + " được thay bằng điểm " + vi(s.by()) + ".",
                        "The " + en(s.by()) + " counts in place of the " + en(s.kind()) + ".");
            case Step.Awaited s ->
                new Text(
                        "Chưa có phiếu " + vi(s.kind()) + " nào (cần " + s.expected() + "): chưa có tổng điểm.",
                        "There is no " + en(s.kind()) + " sheet yet (of " + s.expected() + "): there is no total.");
            case Step.Base s -> base(s);
            case Step.Bonus s -> bonus(s);
            case Step.Penalty s -> penalty(s);
            case Step.Cut s ->
                new Text(
                        (s.bonus() == BonusPlace.ON_TOP ? "Điểm chưa kể thưởng là " : "Tổng là ")
                                + PointsText.vi(s.before()) + ", vượt mức trần " + PointsText.vi(s.cap())
                                + ": phần vượt không tính.",
                        (s.bonus() == BonusPlace.ON_TOP ? "Without the bonus there are " : "Together there are ")
                                + PointsText.en(s.before()) + ", above the cap of " + PointsText.en(s.cap())
                                + ": what is above does not count.");
            case Step.Rounded s ->
                new Text(
                        "Làm tròn " + PointsText.vi(s.before()) + " thành " + PointsText.vi(s.total()) + ".",
                        "Rounded from " + PointsText.en(s.before()) + " to " + PointsText.en(s.total()) + ".");
        };
    }

    /** A word for a step, for programs. */
    static String code(Step step) {
        return switch (step) {
            case Step.Recused s -> "RECUSED";
            case Step.KindRecused s -> "KIND_RECUSED";
            case Step.LeftOut s -> "LEFT_OUT";
            case Step.NotTrimmed s -> "NOT_TRIMMED";
            case Step.SheetRounded s -> "SHEET_ROUNDED";
            case Step.Superseded s -> "SUPERSEDED";
            case Step.Awaited s -> "AWAITED";
            case Step.Base s -> s.kind().name();
            case Step.Bonus s -> "BONUS";
            case Step.Penalty s -> "PENALTY";
            case Step.Cut s -> "CAP";
            case Step.Rounded s -> "ROUNDED";
        };
    }

    private static Text base(Step.Base s) {
        var rounded = !s.exact().equals(s.points());
        var whole = s.weight() == s.weights();
        return new Text(
                (s.sum() ? "Cộng " : "Trung bình ") + s.sheets() + " phiếu " + vi(s.kind()) + ": "
                        + PointsText.vi(s.exact())
                        + (rounded ? ", làm tròn " + PointsText.vi(s.points()) : "")
                        + (whole ? "." : "; trọng số " + s.weight() + "/" + s.weights() + "."),
                (s.sum() ? "The sum of " : "The mean of ") + s.sheets() + " " + en(s.kind())
                        + (s.sheets() == 1 ? " sheet: " : " sheets: ") + PointsText.en(s.exact())
                        + (rounded ? ", rounded to " + PointsText.en(s.points()) : "")
                        + (whole ? "." : "; weight " + s.weight() + "/" + s.weights() + "."));
    }

    private static Text bonus(Step.Bonus s) {
        var limited =
                s.given().compareTo(Fraction.of(s.amount())) > 0 && s.given().isWhole();
        var top = s.place() == BonusPlace.ON_TOP;
        return new Text(
                "Điểm thưởng" + (top ? " (ngoài mức trần)" : "") + ": " + PointsText.vi(s.given())
                        + (s.limited() ? ", tính tối đa " + PointsText.vi(s.amount()) : "") + ".",
                "Bonus" + (top ? " (on top of the cap)" : "") + ": " + PointsText.en(s.given())
                        + (s.limited() ? ", at most " + PointsText.en(s.amount()) + " count" : "") + ".");
    }

    private static Text penalty(Step.Penalty s) {
        var limited =
                s.given().compareTo(Fraction.of(s.amount())) < 0 && s.given().isWhole();
        return new Text(
                "Điểm trừ: " + PointsText.vi(s.given())
                        + (s.limited() ? ", trừ tối đa " + PointsText.vi(s.amount()) : "") + ".",
                "Penalty: " + PointsText.en(s.given())
                        + (s.limited() ? ", at most " + PointsText.en(s.amount()) + " count" : "") + ".");
    }

    /** Why a unit's class is not the one that its total alone would give. */
    public Text of(Classification.Reason reason) {
        return switch (reason) {
            case Classification.Reason.Vetoed r ->
                new Text(
                        "Không xếp “" + r.from().name() + "” vì tiêu chí " + String.join(", ", r.criteria()) + " 0 điểm"
                                + basis(r.veto().basis(), " (", ")") + ".",
                        "Not “" + r.from().name() + "”, because of 0 points for " + String.join(", ", r.criteria())
                                + basis(r.veto().basis(), " (", ")") + ".");
            case Classification.Reason.Demoted r ->
                new Text(
                        "Hạ từ “" + r.from().name() + "” xuống “" + r.to().name() + "”: "
                                + r.demotion().name() + ", " + r.reason()
                                + basis(r.demotion().basis(), " (", ")") + ".",
                        "Lowered from “" + r.from().name() + "” to “" + r.to().name() + "”: "
                                + r.demotion().name() + ", " + r.reason()
                                + basis(r.demotion().basis(), " (", ")") + ".");
            case Classification.Reason.WithoutSelf r ->
                new Text(
                        "Đơn vị không tự chấm điểm: xếp “" + r.to().name() + "”.",
                        "The unit has not scored itself: “" + r.to().name() + "”.");
        };
    }

    /** How a tie is broken, or why it need not be: one sentence for what it is about, then one for each step. */
    public List<Text> of(Tie tie) {
        return switch (tie) {
            case Tie.Harmless t ->
                List.of(
                        t.award() == null
                                ? new Text(
                                        names(t.units()) + " cùng " + PointsText.vi(t.total())
                                                + " điểm: không phải phân định, vì không ảnh hưởng đến khen thưởng.",
                                        names(t.units()) + " have " + PointsText.en(t.total())
                                                + " each: it need not be broken, because no award depends on it.")
                                : new Text(
                                        names(t.units()) + " cùng " + PointsText.vi(t.total())
                                                + " điểm: không phải phân định, vì cùng được xét “"
                                                + t.award().name()
                                                + "”.",
                                        names(t.units()) + " have " + PointsText.en(t.total())
                                                + " each: it need not be broken, because all come into “"
                                                + t.award().name() + "”."));
            case Tie.AtAward t -> {
                var texts = new ArrayList<Text>();
                texts.add(new Text(
                        names(t.units()) + " cùng " + PointsText.vi(t.total()) + " điểm, còn " + t.places() + " “"
                                + t.award().name() + "”.",
                        names(t.units()) + " have " + PointsText.en(t.total()) + " each, and there is " + t.places()
                                + " “" + t.award().name() + "” left."));
                t.steps().forEach(step -> texts.add(of(step)));
                if (!t.unbroken().isEmpty()) {
                    texts.add(new Text(
                            "Chưa phân định: " + names(t.unbroken()) + ".",
                            "Still undecided: " + names(t.unbroken()) + "."));
                }
                yield List.copyOf(texts);
            }
        };
    }

    /** One step of the chain. */
    public Text of(Tie.Attempt attempt) {
        var step = attempt.step();
        return switch (attempt) {
            case Tie.Attempt.Parted parted ->
                new Text(
                        vi(step) + ": " + order(parted.order()) + basis(parted.reason(), " (", ")")
                                + basis(step.basis(), "; ", "") + ".",
                        en(step) + ": " + order(parted.order()) + basis(parted.reason(), " (", ")")
                                + basis(step.basis(), "; ", "") + ".");
            case Tie.Attempt.Equal equal -> new Text(vi(step) + ": vẫn ngang nhau.", en(step) + ": still equal.");
            case Tie.Attempt.Awaited awaited ->
                new Text(vi(step) + ": chưa có kết quả.", en(step) + ": nothing decided yet.");
        };
    }

    private String order(List<List<String>> order) {
        return order.stream()
                .map(equal -> equal.stream().map(this::name).collect(joining(" = ")))
                .collect(joining(" > "));
    }

    private String vi(TieBreak step) {
        return switch (step.by()) {
            case CRITERION -> "Tiêu chí " + of(step) + " cao hơn";
            case GROUP -> "Nhóm " + of(step) + " cao hơn";
            case BASE -> "Điểm chuẩn cao hơn";
            case BONUS -> "Điểm thưởng cao hơn";
            case PENALTY -> "Điểm trừ ít hơn";
            case SELF -> "Điểm tự chấm cao hơn";
            case PREFERENCE -> "Ưu tiên theo luật (nữ, tập thể có từ 70% nữ)";
            case FIRST_BALLOT -> "Bỏ phiếu lần 1";
            case SECOND_BALLOT -> "Bỏ phiếu lần 2";
            case LEADERS -> "Cụm trưởng, Cụm phó quyết định";
            case CITY -> "Thành phố quyết định";
        };
    }

    private String en(TieBreak step) {
        return switch (step.by()) {
            case CRITERION -> "More for criterion " + of(step);
            case GROUP -> "More for group " + of(step);
            case BASE -> "The higher base";
            case BONUS -> "The higher bonus";
            case PENALTY -> "The smaller penalty";
            case SELF -> "The higher self-score";
            case PREFERENCE -> "Statutory preference (women, or collectives with at least 70% women)";
            case FIRST_BALLOT -> "First ballot";
            case SECOND_BALLOT -> "Second ballot";
            case LEADERS -> "Decision of head and deputy";
            case CITY -> "Decision of the City";
        };
    }

    private String of(TieBreak step) {
        var code = step.of();
        return code == null ? "" : code;
    }

    /** The kind of a sheet, in a sentence. */
    static String vi(Kind kind) {
        return switch (kind) {
            case SELF -> "tự chấm";
            case PEER -> "cùng chấm";
            case APPRAISAL_1 -> "thẩm định lần 1";
            case APPRAISAL_2 -> "thẩm định lần 2";
        };
    }

    static String en(Kind kind) {
        return switch (kind) {
            case SELF -> "self-score";
            case PEER -> "peer";
            case APPRAISAL_1 -> "first appraisal";
            case APPRAISAL_2 -> "second appraisal";
        };
    }

    private static String basis(@Nullable String text, String before, String after) {
        return text == null || text.isEmpty() ? "" : before + text + after;
    }

    private String names(List<String> ids) {
        return ids.stream().map(this::name).collect(joining(", "));
    }

    private String name(String id) {
        return members.name(id);
    }
}
