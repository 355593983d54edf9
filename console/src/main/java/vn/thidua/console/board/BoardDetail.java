package vn.thidua.console.board;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was laid down for a board before scoring opened. */
record BoardDetail(
        String board,
        Cluster cluster,
        int year,
        @Nullable String theme,
        @Nullable Conference conference,
        Unit head,
        List<Unit> members,
        Status status,
        ScoreTable scoreTable,
        @Nullable String notice,
        @Nullable Integer sheetsCounted,
        @Nullable Integer sheetsExpected) {

    /** Hội nghị tổng kết: the day and the place. */
    record Conference(LocalDate date, @Nullable String place) {}

    /** The member's name where it is known, else what was told. */
    public Unit named(Unit unit) {
        return members.stream()
                .filter(member -> member.id().equals(unit.id()))
                .findFirst()
                .orElse(unit);
    }
}
