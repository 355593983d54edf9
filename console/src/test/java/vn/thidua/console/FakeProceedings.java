package vn.thidua.console;

import java.util.List;
import java.util.Map;

/** What the ranking service would say of a board on which DD and HK are tied for the flag, and LB is held. */
final class FakeProceedings {

    private FakeProceedings() {}

    static Map<String, Object> recorded(String board) {
        return Map.of(
                "board", board,
                "revision", 2,
                "holds", List.of(Map.of("number", 1, "unit", "LB", "placed", act("Đang thanh tra", "Quy chế cụm"))),
                "disciplines", List.of(),
                "preferences", List.of(),
                "ballots",
                        List.of(Map.of(
                                "number",
                                2,
                                "round",
                                "FIRST",
                                "award",
                                "EMULATION_FLAG",
                                "votes",
                                Map.of("DD", 3, "HK", 3),
                                "members",
                                6,
                                "present",
                                6,
                                "counts",
                                false,
                                "recorded",
                                act("Biên bản kiểm phiếu", "Quy chế cụm"))),
                "decisions", List.of());
    }

    private static Map<String, Object> act(String reason, String basis) {
        return Map.of("at", "2019-11-05T08:00:00Z", "reason", reason, "basis", basis);
    }

    static Map<String, Object> ties() {
        return Map.of(
                "ties",
                List.of(
                        Map.of(
                                "units", List.of("DD", "HK"),
                                "total", 9270,
                                "unbroken", List.of("DD", "HK"),
                                "because", List.of(sentence("Còn 1 Cờ thi đua.", "There is 1 flag left."))),
                        Map.of(
                                "units", List.of("BD", "LB"),
                                "total", 9140,
                                "unbroken", List.of(),
                                "because", List.of(sentence("Không phải phân định.", "It need not be broken.")))));
    }

    static Map<String, Object> advice() {
        return Map.of(
                "findings",
                List.of(Map.of(
                        "sort",
                        "SPREAD",
                        "size",
                        450,
                        "text",
                        sentence("5 phiếu chấm DD từ 88,00 đến 92,50.", "5 sheets for DD go from 88.00 to 92.50."))));
    }

    private static Map<String, Object> sentence(String vi, String en) {
        return Map.of("vi", vi, "en", en);
    }
}
