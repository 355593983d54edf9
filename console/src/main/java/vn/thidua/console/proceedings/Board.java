package vn.thidua.console.proceedings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A board as far as its proceedings go. */
record Board(
        String board,
        int year,
        String status,
        Unit head,
        List<Unit> members,
        Table scoreTable,
        @Nullable String notice) {

    record Unit(String id, String name) {}

    record Table(@Nullable Rules rules) {}

    record Rules(@Nullable List<Named> demotions, @Nullable List<Named> awards) {}

    /** Something of the score table that has a name. */
    record Named(String code, String name) {}

    /** The member's name, else what was told. */
    public String named(String unit) {
        return members.stream()
                .filter(member -> member.id().equals(unit))
                .map(Unit::name)
                .findFirst()
                .orElse(unit);
    }

    /** The demotions of the score table. */
    public List<Named> demotions() {
        var rules = scoreTable.rules();
        return rules == null || rules.demotions() == null ? List.of() : rules.demotions();
    }

    /** The name of a demotion or an award, else its code. */
    public String name(String code) {
        var rules = scoreTable.rules();
        if (rules == null) {
            return code;
        }
        return java.util.stream.Stream.of(rules.demotions(), rules.awards())
                .filter(java.util.Objects::nonNull)
                .flatMap(List::stream)
                .filter(named -> named.code().equals(code))
                .map(Named::name)
                .findFirst()
                .orElse(code);
    }
}
