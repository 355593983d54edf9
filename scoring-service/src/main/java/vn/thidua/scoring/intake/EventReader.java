package vn.thidua.scoring.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.EventJson;
import vn.thidua.events.OnlyUtf8;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.Topics;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.scoring.quarantine.Content;
import vn.thidua.scoring.quarantine.Content.Form;

/**
 * Reads CloudEvents 1.0 with a score sheet, each on its own: whatever it is, the answer is a sheet or a refusal with
 * everything that is wrong. Pure.
 */
public final class EventReader {

    /** Many times the longest sheet. */
    public static final int LARGEST = 256 * 1024;

    private static final int LONGEST_ATTRIBUTE = 500;
    private static final int KEPT_OF_TOO_LARGE = 4 * 1024;

    private EventReader() {}

    /** An event in CloudEvents' JSON format. */
    public static SentEvent structured(byte[] json) {
        if (json.length > LARGEST) {
            return tooLarge(json);
        }
        JsonNode event;
        try {
            event = EventJson.mapper().readTree(json);
        } catch (JacksonException e) {
            return unreadable(json, malformed(e));
        }
        if (!event.isObject()) {
            return unreadable(
                    json,
                    new Violation(
                            "",
                            "not-an-event",
                            new Text("Mỗi sự kiện là một đối tượng JSON.", "An event is a JSON object.")));
        }
        var attributes = new Attributes(name -> event.get(name), "");
        var violations = attributes.violations();
        var data = event.get("data");
        if (event.has("data_base64")) {
            violations.add(violation(
                    "/data_base64",
                    "data-encoded",
                    "Hãy gửi phiếu chấm dạng JSON trong data, không phải data_base64.",
                    "Send the sheet as JSON in data, not in data_base64."));
        } else if (data == null || !data.isObject()) {
            violations.add(violation(
                    "/data",
                    data == null || data.isNull() ? "data-missing" : "data-type",
                    "Hãy ghi phiếu chấm, một đối tượng JSON, trong data.",
                    "Give the sheet, a JSON object, in data."));
        }
        var source = attributes.text("source");
        var id = attributes.text("id");
        if (!violations.isEmpty() || source == null || id == null || data == null) {
            return new SentEvent.Unfit(source, id, Content.of(Form.EVENT, json), invalid(violations));
        }
        Content content;
        try {
            content = Content.of(Form.SHEET, EventJson.mapper().writeValueAsBytes(data));
        } catch (JacksonException e) {
            // Half a character can be read, and never written again.
            return new SentEvent.Unfit(
                    source, id, Content.of(Form.EVENT, json), invalid(List.of(mismatch("/data", e))));
        }
        try {
            return new SentEvent.Sheet(
                    source, id, content, EventJson.mapper().treeToValue(data, SheetSubmission.class));
        } catch (JacksonException e) {
            return new SentEvent.Unfit(source, id, content, invalid(List.of(mismatch("/data", e))));
        }
    }

    /**
     * An event in binary mode: attributes beside the data.
     *
     * @param attributes by name, without prefix
     */
    public static SentEvent binary(Map<String, String> attributes, byte[] data) {
        var read = new Attributes(
                name -> {
                    var value = attributes.get(name);
                    return value == null
                            ? null
                            : EventJson.mapper().getNodeFactory().stringNode(value);
                },
                "ce-");
        var violations = read.violations();
        var source = read.text("source");
        var id = read.text("id");
        if (data.length > LARGEST) {
            return new SentEvent.Unfit(source, id, beginning(Form.SHEET, data), tooLarge());
        }
        var content = Content.of(Form.SHEET, data);
        if (!violations.isEmpty() || source == null || id == null) {
            return new SentEvent.Unfit(source, id, content, invalid(violations));
        }
        return sheet(source, id, content);
    }

    /** A sheet of an event whose attributes are known. */
    public static SentEvent sheet(String source, String id, Content content) {
        try {
            var submission = EventJson.mapper().readValue(content.bytes(), SheetSubmission.class);
            return submission == null
                    ? new SentEvent.Unfit(
                            source,
                            id,
                            content,
                            invalid(List.of(violation(
                                    "",
                                    "data-missing",
                                    "Hãy gửi phiếu chấm, một đối tượng JSON.",
                                    "Send the sheet, a JSON object."))))
                    : new SentEvent.Sheet(source, id, content, submission);
        } catch (DatabindException e) {
            return new SentEvent.Unfit(source, id, content, invalid(List.of(mismatch("", e))));
        } catch (JacksonException e) {
            return new SentEvent.Unfit(source, id, content, unreadable(malformed(e)));
        }
    }

    private static SentEvent tooLarge(byte[] json) {
        var identity = EventGlance.of(json);
        return new SentEvent.Unfit(identity.source(), identity.id(), beginning(Form.EVENT, json), tooLarge());
    }

    private static Content beginning(Form form, byte[] bytes) {
        return Content.of(form, Arrays.copyOf(bytes, Math.min(bytes.length, KEPT_OF_TOO_LARGE)));
    }

    private static SentEvent unreadable(byte[] json, Violation violation) {
        var identity = EventGlance.of(json);
        return new SentEvent.Unfit(
                identity.source(), identity.id(), Content.of(Form.EVENT, json), unreadable(violation));
    }

    private static Refusal tooLarge() {
        return new Refusal(
                "event-too-large",
                413,
                new Text("Sự kiện quá lớn", "The event is too large"),
                new Text(
                        "Một sự kiện tối đa " + LARGEST / 1024 + " KiB. Hãy gửi mỗi sự kiện một phiếu chấm.",
                        "An event has at most " + LARGEST / 1024 + " KiB. Send one sheet in each event."));
    }

    private static Refusal unreadable(Violation violation) {
        return new Refusal(
                "event-unreadable",
                400,
                new Text("Không đọc được sự kiện", "The event cannot be read"),
                new Text(
                        "Sự kiện không phải là JSON hợp lệ. Hãy sửa chỗ được nêu rồi gửi lại.",
                        "The event is not valid JSON. Correct what is listed and send it again."),
                List.of(violation),
                Map.of());
    }

    private static Refusal invalid(List<Violation> violations) {
        return new Refusal(
                "event-invalid",
                422,
                new Text("Sự kiện không hợp lệ", "The event is not valid"),
                new Text(
                        "Sự kiện không đúng CloudEvents 1.0 hoặc không chứa phiếu chấm. Hãy sửa các chỗ được nêu rồi gửi"
                                + " lại.",
                        "The event is not as CloudEvents 1.0 has it, or carries no sheet. Correct what is listed and"
                                + " send it again."),
                violations,
                Map.of());
    }

    private static Violation malformed(JacksonException e) {
        if (e instanceof OnlyUtf8.NotUtf8) {
            return violation("", "encoding", "Sự kiện phải là UTF-8.", "An event is UTF-8.");
        }
        var where = e.getLocation();
        var at = where == null || where.getLineNr() < 1
                ? ""
                : String.format(Locale.ROOT, " (%d:%d)", where.getLineNr(), where.getColumnNr());
        var duplicate = e.getOriginalMessage().startsWith("Duplicate");
        return duplicate
                ? violation(
                        "",
                        "key-duplicate",
                        "Một tên trường xuất hiện hai lần" + at + ".",
                        "A field is named twice" + at + ".")
                : violation("", "json", "JSON không hợp lệ" + at + ".", "This is not valid JSON" + at + ".");
    }

    private static Violation mismatch(String prefix, JacksonException e) {
        var pointer = new StringBuilder(prefix);
        for (var step : e.getPath()) {
            var name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? Integer.toString(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return violation(
                pointer.toString(),
                "data-type",
                "Giá trị này không đúng kiểu hoặc còn thiếu.",
                "This value is missing or of the wrong type.");
    }

    private static Violation violation(String pointer, String rule, String vi, String en) {
        return new Violation(pointer, rule, new Text(vi, en));
    }

    /** The attributes of one event, wherever they stand. */
    private record Attributes(Function<String, @Nullable JsonNode> values, String prefix) {

        ArrayList<Violation> violations() {
            var found = new ArrayList<Violation>();
            require("specversion", found);
            require("id", found);
            require("source", found);
            require("type", found);
            var version = text("specversion");
            if (version != null && !version.equals("1.0")) {
                found.add(wrong(
                        "specversion",
                        "specversion",
                        "Chỉ nhận CloudEvents phiên bản 1.0.",
                        "CloudEvents version 1.0 is taken, no other."));
            }
            var type = text("type");
            if (type != null && !type.equals(Topics.SHEET_TYPE)) {
                found.add(wrong(
                        "type",
                        "type-unknown",
                        "Loại sự kiện phải là " + Topics.SHEET_TYPE + ".",
                        "The event's type is " + Topics.SHEET_TYPE + "."));
            }
            var format = values.apply("datacontenttype");
            if (format != null && !format.isNull() && !isJson(format)) {
                found.add(wrong(
                        "datacontenttype",
                        "data-format",
                        "Phiếu chấm được gửi dạng application/json.",
                        "The sheet is sent as application/json."));
            }
            var time = values.apply("time");
            if (time != null && !time.isNull() && !isTime(time)) {
                found.add(wrong(
                        "time",
                        "time",
                        "time phải là một thời điểm, ví dụ 2019-11-05T09:30:00Z.",
                        "time is a time such as 2019-11-05T09:30:00Z."));
            }
            return found;
        }

        private void require(String name, List<Violation> found) {
            if (text(name) == null) {
                found.add(wrong(
                        name,
                        "attribute-missing",
                        "Thiếu thuộc tính " + name + ", hoặc không phải chuỗi từ 1 đến " + LONGEST_ATTRIBUTE
                                + " ký tự.",
                        "The attribute " + name + " is missing, or is no text of 1 to " + LONGEST_ATTRIBUTE
                                + " characters."));
            }
        }

        @Nullable
        String text(String name) {
            var value = values.apply(name);
            if (value == null || !value.isString()) {
                return null;
            }
            var text = value.asString();
            return text.isBlank()
                            || text.length() > LONGEST_ATTRIBUTE
                            || !UTF_8.newEncoder().canEncode(text)
                    ? null
                    : text;
        }

        private Violation wrong(String name, String rule, String vi, String en) {
            return violation(prefix.isEmpty() ? "/" + name : prefix + name, rule, vi, en);
        }

        private static boolean isJson(JsonNode format) {
            var type = format.isString() ? format.asString().toLowerCase(Locale.ROOT) : "";
            return type.equals("application/json") || type.startsWith("application/json;");
        }

        private static boolean isTime(JsonNode time) {
            try {
                OffsetDateTime.parse(time.isString() ? time.asString() : "");
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }
    }
}
