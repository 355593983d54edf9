package vn.thidua.bench.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.board.Recount;
import vn.thidua.bench.board.Recount.Place;

/** Holds a board's standings against the recount, row by row. */
public final class StandingsCheck {

    private final GeneratedBoard board;
    private final JsonNode standings;
    private final List<String> differences = new ArrayList<>();

    private StandingsCheck(GeneratedBoard board, JsonNode standings) {
        this.board = board;
        this.standings = standings;
    }

    /** What is not as it must be, in words; nothing when all is well. */
    public static List<String> differences(GeneratedBoard board, JsonNode standings) {
        var check = new StandingsCheck(board, standings);
        check.run();
        return check.differences;
    }

    private void run() {
        same(
                "sheets counted",
                standings.path("sheetsCounted").asInt(),
                board.sheets().size());
        var rows = standings.path("rows");
        same("rows", rows.size(), board.units().size());
        var recount = Recount.of(board);
        rows.forEach(row -> {
            var unit = row.at("/unit/id").asString();
            var place = recount.get(unit);
            if (place == null) {
                differences.add(board.id() + " ranks " + unit + ", which is no member");
            } else {
                row(unit, row, place);
            }
        });
    }

    private void row(String unit, JsonNode row, Place place) {
        same(unit + " peers", row.path("peersCounted").asInt(), board.units().size() - 1);
        same(unit + " rank", row.path("rank").asInt(), place.rank());
        same(unit + " tied", row.path("tied").asBoolean(), place.tied());
        same(unit + " base", points(row, "base"), place.base());
        same(unit + " bonus", points(row, "bonus"), place.bonus());
        same(unit + " penalty", points(row, "penalty"), place.penalty());
        same(unit + " total", points(row, "total"), place.total());
    }

    private static BigDecimal points(JsonNode row, String field) {
        return BigDecimal.valueOf(row.path(field).asLong(Long.MIN_VALUE), 2);
    }

    private void same(String what, Object shown, Object expected) {
        if (!shown.equals(expected)) {
            differences.add("%s, %s: %s, not %s".formatted(board.id(), what, shown, expected));
        }
    }
}
