package vn.thidua.messaging.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import vn.thidua.events.OnlyUtf8;

/** Says where a request's body is wrong and what belongs there, without a word of the code that reads it. */
final class UnreadableBody {

    private static final String RULE = "body-unreadable";

    private UnreadableBody() {}

    static Refusal refusal(HttpMessageNotReadableException failure) {
        var violation = violation(failure);
        return new Refusal(
                RULE,
                400,
                new Text("Không đọc được nội dung", "Unreadable body"),
                violation.detail(),
                List.of(violation),
                Map.of());
    }

    private static Violation violation(HttpMessageNotReadableException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabindException mismatch) {
                return mismatch(mismatch);
            }
            if (cause instanceof OnlyUtf8.NotUtf8) {
                return violation("", "Nội dung không phải là UTF-8.", "The body is not UTF-8.");
            }
            if (cause instanceof JacksonException malformed) {
                return malformed(malformed);
            }
        }
        return violation(
                "",
                "Yêu cầu không có nội dung; hãy gửi một đối tượng JSON.",
                "The request has no body; send a JSON object.");
    }

    private static Violation malformed(JacksonException e) {
        var location = e.getLocation();
        var line = location == null ? 0 : location.getLineNr();
        var column = location == null ? 0 : location.getColumnNr();
        if (e instanceof InputCoercionException) {
            return violation(
                    "",
                    "Một số quá lớn, tại dòng " + line + ", cột " + column + ".",
                    "A number is too large, at line " + line + ", column " + column + ".");
        }
        return violation(
                "",
                "Nội dung không phải là JSON hợp lệ, tại dòng " + line + ", cột " + column + ".",
                "The body is not valid JSON, at line " + line + ", column " + column + ".");
    }

    private static Violation mismatch(DatabindException e) {
        var pointer = pointer(e.getPath());
        // The constructors of records name what they require and do not get.
        if (e instanceof ValueInstantiationException && e.getCause() instanceof NullPointerException missing) {
            return missing(pointer + "/" + missing.getMessage());
        }
        if (e.getOriginalMessage().startsWith("Cannot map `null` into type")) {
            return missing(pointer);
        }
        if (e.getOriginalMessage().startsWith("Trailing token")) {
            return violation(
                    "",
                    "Sau đối tượng JSON còn nội dung khác; hãy gửi đúng một đối tượng.",
                    "There is more after the JSON object; send exactly one.");
        }
        if (e instanceof UnrecognizedPropertyException) {
            return violation(
                    pointer,
                    "Trường " + pointer + " không được biết đến; hãy bỏ đi hoặc sửa tên.",
                    "The field " + pointer + " is not known; remove it or correct its name.");
        }
        var field = pointer.isEmpty() ? "" : " " + pointer;
        var expected = e instanceof MismatchedInputException mismatched ? expected(mismatched.getTargetType()) : null;
        if (expected == null) {
            return violation(
                    pointer,
                    "Giá trị" + field + " không hợp lệ; hãy sửa rồi gửi lại.",
                    "The value" + field + " is not valid; correct it and send again.");
        }
        return violation(
                pointer,
                "Giá trị" + field + " phải là " + expected.vi() + ".",
                "The value" + field + " must be " + expected.en() + ".");
    }

    private static Violation missing(String pointer) {
        return violation(pointer, "Thiếu trường " + pointer + ".", "The field " + pointer + " is missing.");
    }

    private static Violation violation(String pointer, String vi, String en) {
        return new Violation(pointer, RULE, new Text(vi, en));
    }

    private static @Nullable Text expected(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        if (type.isEnum()) {
            var names =
                    Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
            return new Text("một trong " + String.join(", ", names), "one of " + String.join(", ", names));
        }
        return switch (type.getSimpleName().toLowerCase(Locale.ROOT)) {
            case "int", "integer", "long", "short", "biginteger" -> new Text("một số nguyên", "a whole number");
            case "double", "float", "bigdecimal" -> new Text("một số", "a number");
            case "boolean" -> new Text("true hoặc false", "true or false");
            case "string" -> new Text("một chuỗi ký tự", "a text");
            case "localdate" -> new Text("một ngày, ví dụ 2019-11-05", "a date, for example 2019-11-05");
            case "instant", "offsetdatetime" ->
                new Text("một thời điểm, ví dụ 2019-11-05T07:00:00Z", "a time, for example 2019-11-05T07:00:00Z");
            case "list", "set", "collection", "arraylist", "hashset" -> new Text("một danh sách", "a list");
            default -> new Text("một đối tượng", "an object");
        };
    }

    private static String pointer(List<JacksonException.Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            pointer.append('/').append(name(step));
        }
        return pointer.toString();
    }

    private static String name(JacksonException.Reference step) {
        @Nullable String property = step.getPropertyName();
        return property == null
                ? String.valueOf(step.getIndex())
                : property.replace("~", "~0").replace("/", "~1");
    }
}
