package vn.thidua.console.board;

import java.util.List;

/** Bảng chấm điểm: groups and criteria in the order of the printed table. All points in hundredths. */
record ScoreTable(
        String version,
        int baseMax,
        int bonusMax,
        int penaltyMax,
        int totalCap,
        List<Group> groups,
        List<Rule> bonusRules,
        List<Rule> penaltyRules) {

    record Group(String code, String name, int max, List<Criterion> criteria) {}

    record Criterion(String code, String name, int max) {}

    /** A bonus or penalty rule; only its name is shown. */
    record Rule(String code, String name) {}
}
