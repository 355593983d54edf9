package vn.thidua.scoring.unit;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/**
 * Đơn vị: a unit that scores and is scored, for example {@code HBT}, Quận Hai Bà Trưng. What a unit is called now;
 * boards keep the name it had when they were opened.
 *
 * @param id capitals, digits and hyphens, at most 32
 * @param name as it is printed
 */
public record Unit(String id, String name) {

    /** Stands for the City committee as a recipient, so no unit may be called this. */
    public static final String CITY_COMMITTEE = "CITY";

    private static final Pattern ID = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,31}");
    private static final int NAME_LENGTH = 200;

    public Unit {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
    }

    /** Why this may not be registered, or nothing. */
    public Optional<Refusal> refusal() {
        var violations = new ArrayList<Violation>();
        if (!ID.matcher(id).matches() || id.equals(CITY_COMMITTEE)) {
            violations.add(new Violation(
                    "",
                    "unit-id",
                    new Text(
                            "Mã đơn vị “" + id
                                    + "” không hợp lệ: dùng tối đa 32 chữ in hoa không dấu, chữ số, gạch nối;"
                                    + " mã CITY dành cho Ủy ban MTTQ Thành phố.",
                            "The unit id “" + id + "” is not valid: use at most 32 capitals, digits and hyphens;"
                                    + " CITY is reserved for the City committee.")));
        }
        if (name.isBlank() || name.length() > NAME_LENGTH) {
            violations.add(new Violation(
                    "/name",
                    "name-length",
                    new Text(
                            "Hãy ghi tên đơn vị, tối đa " + NAME_LENGTH + " ký tự.",
                            "Give the unit's name, at most " + NAME_LENGTH + " characters.")));
        }
        if (violations.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                "unit-invalid",
                422,
                new Text("Đơn vị không hợp lệ", "The unit is not valid"),
                new Text("Hãy sửa các chỗ được nêu rồi gửi lại.", "Correct what is listed and send it again."),
                List.copyOf(violations),
                Map.of()));
    }

    /** For a unit that is not registered. */
    public static Refusal unknown(String id) {
        return new Refusal(
                "unit-unknown",
                404,
                new Text("Không có đơn vị này", "There is no such unit"),
                new Text(
                        "Chưa có đơn vị “" + id + "”. Hãy kiểm tra mã hoặc đăng ký đơn vị trước.",
                        "No unit “" + id + "” is registered. Check the id, or register the unit first."));
    }
}
