package vn.thidua.console;

import static vn.thidua.console.Case2019.map;

import java.util.List;
import java.util.Map;

/** What the ranking service would say of an open correction: DD's mark for HBT was 5.5 and is to be 4.5. */
final class FakeCorrections {

    private FakeCorrections() {}

    static Map<String, Object> open(String board) {
        return map(
                "board",
                board,
                "number",
                1,
                "state",
                "PROPOSED",
                "replaces",
                39,
                "because",
                "Ghi nhầm <tiêu chí>",
                "replaced",
                List.of(sheet(board, 550)),
                "sheets",
                List.of(sheet(board, 450)),
                "changes",
                List.of(Map.of(
                        "unit", Map.of("id", "HBT", "name", "Quận Hai Bà Trưng"),
                        "before", Map.of("rank", 1, "total", 9320),
                        "after", Map.of("rank", 1, "total", 9300))),
                "proposedBy",
                "hbt",
                "proposedAt",
                "2019-11-12T02:00:00Z",
                "approvals",
                List.of(Map.of("account", "hbt", "capacity", "HEAD", "unit", "HBT", "at", "2019-11-12T02:05:00Z")));
    }

    private static Map<String, Object> sheet(String board, int points) {
        return Map.of(
                "sheet",
                board + "/PEER/DD/HBT",
                "kind",
                "PEER",
                "scorer",
                "DD",
                "target",
                "HBT",
                "marks",
                Map.of("I.1", points, "I.2", 500),
                "adjustments",
                List.of());
    }
}
