package vn.thidua.console.correction;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A board as far as its corrections go. Points in hundredths. */
record Board(
        String board,
        int year,
        String status,
        List<Unit> members,
        Table scoreTable,
        @Nullable String notice) {

    record Unit(String id, String name) {}

    record Table(List<Group> groups, @Nullable Rules rules) {

        /** In the order of the printed table. */
        public List<Criterion> criteria() {
            return groups.stream().flatMap(group -> group.criteria().stream()).toList();
        }
    }

    record Group(List<Criterion> criteria) {}

    record Criterion(String code, String name, int max) {}

    record Rules(@Nullable List<Named> classes, @Nullable List<Named> awards) {}

    /** A class or an award. */
    record Named(String code, String name) {}

    public boolean isFinal() {
        return status.equals("FINAL");
    }

    /** The member's name, else what was told. */
    public String named(String unit) {
        return members.stream()
                .filter(member -> member.id().equals(unit))
                .map(Unit::name)
                .findFirst()
                .orElse(unit);
    }

    /** The name of a class or an award, else its code. */
    public String name(String code) {
        var rules = scoreTable.rules();
        return rules == null
                ? code
                : Stream.of(rules.classes(), rules.awards())
                        .flatMap(Stream::ofNullable)
                        .flatMap(List::stream)
                        .filter(named -> named.code().equals(code))
                        .map(Named::name)
                        .findFirst()
                        .orElse(code);
    }

    /** The id of the sheet that a member filled for another, or for itself. */
    public String sheet(Unit scorer, Unit target) {
        return board + "/" + (scorer.equals(target) ? "SELF" : "PEER") + "/" + scorer.id() + "/" + target.id();
    }
}
