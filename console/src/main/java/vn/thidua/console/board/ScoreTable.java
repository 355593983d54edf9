package vn.thidua.console.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bảng chấm điểm: groups and criteria in the order of the printed table. All points in hundredths. */
record ScoreTable(
        String version,
        int baseMax,
        int bonusMax,
        int penaltyMax,
        int totalCap,
        List<Group> groups,
        List<Rule> bonusRules,
        List<Rule> penaltyRules,
        @Nullable Rules rules) {

    /** The name of an award, else its code. */
    public String award(String code) {
        return rules == null || rules.awards() == null
                ? code
                : rules.awards().stream()
                        .filter(award -> award.code().equals(code))
                        .map(Rule::name)
                        .findFirst()
                        .orElse(code);
    }

    /** The cluster's own rules, as far as they are shown. */
    record Rules(@Nullable List<Rule> awards) {}

    record Group(String code, String name, int max, List<Criterion> criteria) {}

    record Criterion(String code, String name, int max) {}

    /** A bonus, a penalty or an award; only its name is shown. */
    record Rule(String code, String name) {}
}
