package vn.thidua.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a validation has found so far, and the checks that every part of a table shares. */
final class Findings {

    /** Far above any published table, and low enough that no sum overflows. */
    static final int MOST_POINTS = 1_000_000;

    private static final int NAME_LENGTH = 500;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private final List<Violation> violations = new ArrayList<>();

    List<Violation> all() {
        return List.copyOf(violations);
    }

    void add(String pointer, String rule, String vi, String en) {
        violations.add(new Violation(pointer, rule, new Text(vi, en)));
    }

    void named(String at, String code, String name, Set<String> taken) {
        if (!CODE.matcher(code).matches()) {
            add(
                    at + "/code",
                    "code",
                    "Mã “" + code + "” không hợp lệ: tối đa 32 chữ không dấu, chữ số, dấu chấm, gạch.",
                    "The code “" + code + "” is not valid: at most 32 letters, digits, points and dashes.");
        } else if (!taken.add(code)) {
            add(
                    at + "/code",
                    "code-twice",
                    "Mã “" + code + "” dùng hai lần.",
                    "The code “" + code + "” is used twice.");
        }
        text(at + "/name", name, "Hãy ghi tên", "Give a name");
    }

    /** A legal basis, where there is one. */
    void basis(String at, @Nullable String basis) {
        if (basis != null) {
            text(
                    at + "/basis",
                    basis,
                    "Hãy ghi căn cứ, hoặc bỏ trống mục này",
                    "Give the legal basis, or leave it out");
        }
    }

    private void text(String pointer, String text, String vi, String en) {
        if (text.isBlank() || text.length() > NAME_LENGTH) {
            add(
                    pointer,
                    "name-length",
                    vi + ", tối đa " + NAME_LENGTH + " ký tự.",
                    en + ", at most " + NAME_LENGTH + " characters.");
        }
    }

    boolean points(String pointer, int points, int least) {
        return within(pointer, points, least, MOST_POINTS);
    }

    private boolean within(String pointer, int points, int least, int most) {
        if (points >= least && points <= most) {
            return true;
        }
        add(
                pointer,
                "points-out-of-range",
                PointsText.vi(points) + " điểm nằm ngoài khoảng " + PointsText.vi(least) + " đến " + PointsText.vi(most)
                        + ".",
                PointsText.en(points) + " points are outside " + PointsText.en(least) + " to " + PointsText.en(most)
                        + ".");
        return false;
    }

    /** A plain number, not points. */
    boolean number(String pointer, int number, int least, int most) {
        if (number >= least && number <= most) {
            return true;
        }
        add(
                pointer,
                "number-out-of-range",
                "Giá trị " + number + " phải từ " + least + " đến " + most + ".",
                "The value " + number + " is to be from " + least + " to " + most + ".");
        return false;
    }

    void stepped(String pointer, int points, int step) {
        if (points % step != 0) {
            add(
                    pointer,
                    "not-a-step",
                    PointsText.vi(points) + " không chia hết cho bước " + PointsText.vi(step) + ".",
                    PointsText.en(points) + " is not a multiple of the step " + PointsText.en(step) + ".");
        }
    }

    /** A reference to something by its code. */
    boolean known(String pointer, @Nullable String code, Set<String> codes, Text what) {
        if (code != null && codes.contains(code)) {
            return true;
        }
        add(
                pointer,
                "unknown-code",
                code == null ? "Hãy ghi mã " + what.vi() + "." : "Bảng không có " + what.vi() + " “" + code + "”.",
                code == null
                        ? "Give the code of a " + what.en() + "."
                        : "The table has no " + what.en() + " “" + code + "”.");
        return false;
    }
}
