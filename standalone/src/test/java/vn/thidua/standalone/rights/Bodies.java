package vn.thidua.standalone.rights;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is sent with an operation. Whoever may do it gets an answer of the domain; done again it changes nothing. */
final class Bodies {

    static final String PLAN = """
            {"year": 2019, "scoreTable": "2019.1", "notice": "Điểm minh họa"}""";

    static String plan(String year) {
        return "{\"year\": " + year + ", \"scoreTable\": \"2019.1\", \"head\": \"HBT\"}";
    }

    static final String SHEET = """
            {"kind": "PEER", "scorer": "DD", "target": "HBT", "marks": {"I.1": 900}, "adjustments": []}""";

    static final String REASON = """
            {"missingBecause": "thử quyền"}""";

    static final String RECUSAL = """
            {"scorer": "HK", "target": "DD", "reason": "thử quyền"}""";

    static final String NOMINATION = """
            {"head": "HBT", "deputy": "DD"}""";

    /** What any act of the proceedings needs, and more than most. */
    static final String PROCEEDINGS = """
            {"unit": "DD", "demotion": "KT", "round": "FIRST", "votes": {"DD": 1, "HK": 1}, "present": 3,
             "order": ["DD", "HK"], "reason": "thử quyền"}""";

    static final String SCORE_TABLE = """
            {"baseMax": 1000, "bonusMax": 0, "penaltyMax": 0, "totalCap": 1000, "step": 50,
             "groups": [{"code": "I", "name": "Tuyên truyền", "max": 1000,
                         "criteria": [{"code": "I.1", "name": "Tuyên truyền", "max": 1000}]}]}""";

    /** The variable that stands for the member's own file of the open board. */
    static final String FILE = "file";

    private Bodies() {}

    static String composition(List<String> units) {
        return units.stream()
                .map(unit -> "{\"unit\": \"" + unit + "\", \"from\": \"2010-01-01\"}")
                .collect(Collectors.joining(", ", "{\"name\": \"Cụm thử quyền\", \"members\": [", "]}"));
    }

    static String appointment(String unit) {
        return "{\"unit\": \"" + unit + "\", \"from\": \"2019-01-01\"}";
    }

    /** The member's sheet for HBT as a CloudEvent; the mark may be anything. */
    static String event(String id, String board, int mark) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/quan/dd", "type": "vn.thidua.intake.score-sheet.v1",
                 "datacontenttype": "application/json",
                 "data": {"board": "%s", "kind": "PEER", "scorer": "DD", "target": "HBT", "marks": {"I.1": %d},
                          "adjustments": []}}""".formatted(id, board, mark);
    }

    static String correction(String board) {
        return """
                {"because": "thử quyền", "sheets": [{"sheet": "%s/PEER/DD/HBT", "marks": {"I.1": 800}}]}""".formatted(board);
    }

    /** {@code null} for what is sent without a body. */
    static @Nullable String of(Operation operation, Map<String, String> variables) {
        if (operation.method().equals("GET")) {
            return null;
        }
        return switch (operation.toString()) {
            case "PUT /api/scoring/v1/units/{unit}" -> "{\"name\": \"Quận " + variables.get("unit") + "\"}";
            case "PUT /api/scoring/v1/clusters/{cluster}" -> composition(List.of("HBT", "DD", "HK"));
            case "PUT /api/scoring/v1/clusters/{cluster}/score-tables/{version}",
                    "POST /api/scoring/v1/boards/{board}/score-tables/{version}/preview" -> SCORE_TABLE;
            case "POST /api/scoring/v1/boards/{board}/recusals" -> RECUSAL;
            case "PUT /api/scoring/v1/boards/{board}/explanations/{unit}" -> "{\"texts\": {\"I.1\": \"thử quyền\"}}";
            case "POST /api/scoring/v1/boards/{board}/evidence/{unit}/links" ->
                "{\"criterion\": \"I.1\", \"link\": \"https://vi-du.vn/bai\"}";
            case "PUT /api/scoring/v1/clusters/{cluster}/head" -> appointment("LB");
            case "PUT /api/scoring/v1/boards/{board}" -> PLAN;
            case "POST /api/scoring/v1/boards/{board}/close" -> REASON;
            case "POST /api/scoring/v1/boards/{board}/sheets" -> SHEET;
            case "POST /api/scoring/v1/boards/{board}/sheets/file",
                    "POST /api/scoring/v1/boards/{board}/sheets/file/preview" -> variables.get(FILE);
            case "POST /api/scoring/v1/events" -> event("one", String.valueOf(variables.get("board")), 900);
            case "PUT /api/scoring/v1/quarantine/{id}/content" -> SHEET;
            case "POST /api/scoring/v1/quarantine/{id}/discard" -> "{\"reason\": \"thử quyền\"}";
            case "POST /api/ranking/v1/boards/{board}/leadership/nomination" -> NOMINATION;
            case "POST /api/ranking/v1/boards/{board}/corrections" ->
                correction(String.valueOf(variables.get("board")));
            case "POST /api/ranking/v1/boards/{board}/proceedings/holds",
                    "POST /api/ranking/v1/boards/{board}/proceedings/holds/{number}/confirmation",
                    "POST /api/ranking/v1/boards/{board}/proceedings/holds/{number}/release",
                    "POST /api/ranking/v1/boards/{board}/proceedings/disciplines",
                    "POST /api/ranking/v1/boards/{board}/proceedings/preferences",
                    "POST /api/ranking/v1/boards/{board}/proceedings/ballots",
                    "POST /api/ranking/v1/boards/{board}/proceedings/decisions",
                    "POST /api/ranking/v1/boards/{board}/proceedings/{number}/withdrawal" -> PROCEEDINGS;
            default -> "";
        };
    }

    static String type(String path) {
        if (path.equals("/api/scoring/v1/events")) {
            return "application/cloudevents+json";
        }
        return path.contains("/sheets/file") ? "text/csv" : "application/json";
    }
}
