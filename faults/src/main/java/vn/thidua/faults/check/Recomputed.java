package vn.thidua.faults.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts every board's standings from its sheets as one would by hand, in decimal points, by the rules that the board was
 * opened with, and compares each figure.
 */
final class Recomputed implements Invariant {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "I3";
    }

    @Override
    public String promise() {
        return "standings equal a recomputation from the sheets, to the last digit";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        Map<String, JsonNode> opened = new HashMap<>();
        evidence.scoring().stream()
                .filter(event -> event.type().equals("scoring-opened"))
                .map(event -> JSON.readTree(event.data()))
                .forEach(event -> opened.put(event.path("board").asString(), event));
        Map<String, List<JsonNode>> sheets = new HashMap<>();
        evidence.sheets().values().forEach(sheet -> {
            var content = JSON.readTree(sheet.standing().content());
            sheets.computeIfAbsent(content.path("board").asString(), board -> new ArrayList<>())
                    .add(content);
        });
        Map<String, JsonNode> published = new HashMap<>();
        for (var event : evidence.ranking()) {
            if (event.type().equals("standings-updated") || event.type().equals("results-finalised")) {
                var data = JSON.readTree(event.data());
                published.merge(
                        data.path("board").asString(),
                        data.path("standings"),
                        (one, other) -> one.path("revision").asLong()
                                        > other.path("revision").asLong()
                                ? one
                                : other);
            }
        }
        opened.forEach((id, board) -> {
            var stored = evidence.boards().get(id);
            if (stored == null || stored.standings() == null) {
                findings.expect(false, "%s was opened and has no standings", id);
                return;
            }
            var standings = JSON.readTree(stored.standings());
            compare(id, board, sheets.getOrDefault(id, List.of()), standings, findings);
            var told = published.get(id);
            findings.expect(
                    told != null && told.path("rows").equals(standings.path("rows")),
                    "the standings of %s that were published last are not those that stand",
                    id);
        });
    }

    private static void compare(
            String id, JsonNode opened, List<JsonNode> sheets, JsonNode standings, Findings findings) {
        var members = StreamSupport.stream(opened.path("members").spliterator(), false)
                .map(member -> member.path("id").asString())
                .toList();
        var cap = points(opened.path("scoreTable").path("totalCap"));
        Map<String, Row> counted = new LinkedHashMap<>();
        members.forEach(member -> counted.put(member, Row.count(member, sheets, cap)));
        findings.expect(
                standings.path("sheetsCounted").asInt() == sheets.size(),
                "%s counts %d sheets of %d",
                id,
                standings.path("sheetsCounted").asInt(),
                sheets.size());
        findings.expect(
                standings.path("rows").size() == members.size(),
                "%s has %d rows for %d members",
                id,
                standings.path("rows").size(),
                members.size());
        for (var row : standings.path("rows")) {
            var unit = row.path("unit").path("id").asString();
            var right = counted.get(unit);
            findings.expect(
                    right != null && right.isAt(row, counted.values()),
                    "%s stands as %s on %s, and must be %s",
                    unit,
                    row,
                    id,
                    String.valueOf(right));
        }
    }

    private static BigDecimal points(JsonNode hundredths) {
        return BigDecimal.valueOf(hundredths.asLong(), 2);
    }

    /** What a unit's peers gave it; nothing as long as there are none. */
    private record Row(
            String unit,
            int peers,
            @Nullable BigDecimal base,
            @Nullable BigDecimal bonus,
            @Nullable BigDecimal penalty,
            @Nullable BigDecimal total,
            @Nullable BigDecimal self) {

        static Row count(String unit, List<JsonNode> sheets, BigDecimal cap) {
            var peers = sheets.stream()
                    .filter(sheet -> sheet.path("kind").asString().equals("PEER")
                            && sheet.path("target").asString().equals(unit))
                    .toList();
            var self = sheets.stream()
                    .filter(sheet -> sheet.path("kind").asString().equals("SELF")
                            && sheet.path("target").asString().equals(unit))
                    .map(sheet -> marks(sheet)
                            .add(given(sheet, 1))
                            .add(given(sheet, -1))
                            .min(cap))
                    .findFirst()
                    .orElse(null);
            if (peers.isEmpty()) {
                return new Row(unit, 0, null, null, null, null, self);
            }
            var base = mean(peers.stream().map(Row::marks).toList());
            var bonus = mean(peers.stream().map(sheet -> given(sheet, 1)).toList());
            var penalty = mean(peers.stream().map(sheet -> given(sheet, -1)).toList());
            return new Row(
                    unit,
                    peers.size(),
                    base,
                    bonus,
                    penalty,
                    base.add(bonus).add(penalty).min(cap),
                    self);
        }

        private static BigDecimal marks(JsonNode sheet) {
            return StreamSupport.stream(sheet.path("marks").spliterator(), false)
                    .map(Recomputed::points)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static BigDecimal given(JsonNode sheet, int sign) {
            return StreamSupport.stream(sheet.path("adjustments").spliterator(), false)
                    .map(adjustment -> points(adjustment.path("points")))
                    .filter(points -> points.signum() == sign)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static BigDecimal mean(List<BigDecimal> values) {
            return values.stream()
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(BigDecimal.valueOf(values.size()), 2, RoundingMode.HALF_UP);
        }

        boolean isAt(JsonNode row, Iterable<Row> all) {
            return row.path("peersCounted").asInt() == peers
                    && same(row.path("base"), base)
                    && same(row.path("bonus"), bonus)
                    && same(row.path("penalty"), penalty)
                    && same(row.path("total"), total)
                    && same(row.path("self"), self)
                    && hasRank(row, all);
        }

        private boolean hasRank(JsonNode row, Iterable<Row> all) {
            if (total == null) {
                return row.path("rank").isMissingNode() || row.path("rank").isNull();
            }
            var above = 0;
            var equal = 0;
            for (var other : all) {
                if (other.total != null) {
                    above += other.total.compareTo(total) > 0 ? 1 : 0;
                    equal += other.total.compareTo(total) == 0 ? 1 : 0;
                }
            }
            return row.path("rank").asInt() == above + 1 && row.path("tied").asBoolean() == equal > 1;
        }

        private static boolean same(JsonNode shown, @Nullable BigDecimal right) {
            return right == null
                    ? shown.isMissingNode() || shown.isNull()
                    : shown.isIntegralNumber() && points(shown).compareTo(right) == 0;
        }
    }
}
