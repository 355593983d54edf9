package vn.thidua.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cluster I, 2019, as the ranking service would tell it, from the sample's totals: every mark is invented. A sheet's
 * total is spread over the criteria by taking half points off one criterion after the other, beginning at a place that
 * depends on who scores whom.
 */
@NullUnmarked
final class Case2019 {

    static final String BOARD = "hn-mttq-cum-1:2019";

    private final JsonNode sample;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<Sheet> sheets = new ArrayList<>();

    String board = BOARD;
    String status = "FINAL";
    String theme;
    String cluster;
    String notice = "Dữ liệu mẫu: điểm số do chúng tôi đặt ra để minh hoạ, không phải điểm thật của các đơn vị.";
    String leadership = "AGREED";
    Map<String, Object> roundPlan;
    int counted = 36;
    long revision = 7;

    record Sheet(String scorer, String target, Map<String, Integer> marks, List<Map<String, Object>> adjustments) {

        int base() {
            return marks.values().stream().mapToInt(Integer::intValue).sum();
        }

        int bonus() {
            return adjustments.stream()
                    .mapToInt(one -> (int) one.get("points"))
                    .filter(points -> points > 0)
                    .sum();
        }

        int penalty() {
            return adjustments.stream()
                    .mapToInt(one -> (int) one.get("points"))
                    .filter(points -> points < 0)
                    .sum();
        }

        boolean own() {
            return scorer.equals(target);
        }
    }

    Case2019() {
        try (var stream = Case2019.class.getResourceAsStream("/cluster-1-2019.json")) {
            sample = JsonMapper.shared().readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        theme = sample.get("theme").asString();
        cluster = sample.at("/cluster/name").asString();
        sample.get("units")
                .properties()
                .forEach(unit -> names.put(unit.getKey(), unit.getValue().asString()));
        for (var target : names.keySet()) {
            sheets.add(sheet(target, target, hundredths(sample.at("/selfBase/" + target))));
        }
        for (var scorer : names.keySet()) {
            sample.get("peerBase")
                    .get(scorer)
                    .properties()
                    .forEach(target -> sheets.add(sheet(scorer, target.getKey(), hundredths(target.getValue()))));
        }
    }

    /** The unit goes by this name from now on. */
    Case2019 rename(String unit, String name) {
        names.put(unit, name);
        return this;
    }

    Map<String, Object> unit(String id) {
        return map("id", id, "name", names.getOrDefault(id, id));
    }

    List<Map<String, Object>> units() {
        return names.keySet().stream().map(this::unit).toList();
    }

    Map<String, Object> summary() {
        var leader = rows().getFirst();
        return map(
                "board",
                board,
                "cluster",
                map("id", "hn-mttq-cum-1", "name", cluster),
                "year",
                2019,
                "period",
                board.substring(board.indexOf(':') + 1),
                "status",
                status,
                "revision",
                revision,
                "asOf",
                "2019-11-05T09:12:44Z",
                "leader",
                leader.get("rank") == null ? null : leader.get("unit"));
    }

    /** The board as the scoring service shows it. */
    Map<String, Object> scoring() {
        return map(
                "board",
                board,
                "state",
                status.equals("OPEN") ? "OPEN" : "CLOSED",
                "cluster",
                "hn-mttq-cum-1",
                "period",
                board.substring(board.indexOf(':') + 1),
                "year",
                2019,
                "notice",
                notice,
                "definition",
                map("clusterName", cluster, "members", units(), "scoreTable", scoreTable(), "roundPlan", roundPlan));
    }

    Map<String, Object> detail() {
        return map(
                "board",
                board,
                "cluster",
                map("id", "hn-mttq-cum-1", "name", cluster),
                "year",
                2019,
                "theme",
                theme,
                "conference",
                sample.get("conference"),
                "head",
                unit("HBT"),
                "members",
                units(),
                "status",
                status,
                "scoreTable",
                scoreTable(),
                "notice",
                notice,
                "manifest",
                status.equals("OPEN") ? null : counted,
                "sheetsCounted",
                counted,
                "sheetsExpected",
                36);
    }

    Map<String, Object> standings() {
        return map(
                "board",
                board,
                "revision",
                revision,
                "cluster",
                map("id", "hn-mttq-cum-1", "name", cluster),
                "year",
                2019,
                "theme",
                theme,
                "notice",
                notice,
                "status",
                status,
                "asOf",
                "2019-11-05T09:12:44Z",
                "scoreTableVersion",
                "2019.1",
                "sheetsCounted",
                counted,
                "sheetsExpected",
                36,
                "rows",
                rows());
    }

    Map<String, Object> leadership() {
        var none = leadership.equals("NONE");
        var agreed = leadership.equals("AGREED");
        return map(
                "board", board,
                "termYear", 2020,
                "state", leadership,
                "head", none ? null : unit("DD"),
                "deputy", none ? null : unit("HK"),
                "nominatedBy", none ? null : unit("HBT"),
                "consents", none ? List.of() : agreed ? List.copyOf(names.keySet()) : List.of("HBT", "DD"),
                "awaiting", none || agreed ? List.of() : List.of("HK", "HM", "BD", "LB"),
                "effectiveFrom", agreed ? "2020-01-01" : null);
    }

    Map<String, Object> marks(String unit) {
        var self = counted().stream()
                .filter(sheet -> sheet.own() && sheet.target().equals(unit))
                .findFirst();
        var peers = peers(unit);
        var means = new TreeMap<String, Integer>();
        for (var code : criteria().keySet()) {
            if (!peers.isEmpty()) {
                means.put(
                        code,
                        mean(peers.stream()
                                .mapToInt(sheet -> sheet.marks().get(code))
                                .toArray()));
            }
        }
        return map(
                "board", board,
                "notice", notice,
                "status", status,
                "unit", unit(unit),
                "row",
                        rows().stream()
                                .filter(row -> row.get("unit").equals(unit(unit)))
                                .findFirst()
                                .orElseThrow(),
                "scoreTable", scoreTable(),
                "scorers",
                        names.keySet().stream()
                                .filter(id -> !id.equals(unit))
                                .map(this::unit)
                                .toList(),
                "self",
                        self.map(sheet ->
                                        map("revision", 1, "marks", sheet.marks(), "adjustments", sheet.adjustments()))
                                .orElse(null),
                "peers",
                        peers.stream()
                                .map(sheet -> map(
                                        "scorer", unit(sheet.scorer()),
                                        "revision", 1,
                                        "marks", sheet.marks(),
                                        "adjustments", sheet.adjustments(),
                                        "total", sheet.base() + sheet.bonus() + sheet.penalty()))
                                .toList(),
                "means", means);
    }

    boolean has(String unit) {
        return names.containsKey(unit);
    }

    private List<Map<String, Object>> rows() {
        var totals = new LinkedHashMap<String, Integer>();
        names.keySet().forEach(unit -> totals.put(unit, total(unit)));
        return names.keySet().stream()
                .sorted(Comparator.comparing(
                        unit -> totals.get(unit) == null ? Integer.MIN_VALUE : totals.get(unit),
                        Comparator.reverseOrder()))
                .map(unit -> row(unit, totals))
                .toList();
    }

    private Map<String, Object> row(String unit, Map<String, Integer> totals) {
        var peers = peers(unit);
        var total = totals.get(unit);
        var self = counted().stream()
                .filter(sheet -> sheet.own() && sheet.target().equals(unit))
                .findFirst();
        return map(
                "unit",
                unit(unit),
                "rank",
                total == null
                        ? null
                        : 1
                                + (int) totals.values().stream()
                                        .filter(other -> other != null && other > total)
                                        .count(),
                "tied",
                total != null && Collections.frequency(totals.values(), total) > 1,
                "base",
                total == null ? null : mean(peers.stream().mapToInt(Sheet::base).toArray()),
                "bonus",
                total == null
                        ? null
                        : mean(peers.stream().mapToInt(Sheet::bonus).toArray()),
                "penalty",
                total == null
                        ? null
                        : -mean(peers.stream()
                                .mapToInt(sheet -> -sheet.penalty())
                                .toArray()),
                "total",
                total,
                "self",
                self.map(sheet -> Math.min(10000, sheet.base() + sheet.bonus() + sheet.penalty()))
                        .orElse(null),
                "peersCounted",
                peers.size(),
                "peersExpected",
                5);
    }

    private Integer total(String unit) {
        var peers = peers(unit);
        return peers.isEmpty()
                ? null
                : Math.min(
                        10000,
                        mean(peers.stream().mapToInt(Sheet::base).toArray())
                                + mean(peers.stream().mapToInt(Sheet::bonus).toArray())
                                - mean(peers.stream()
                                        .mapToInt(sheet -> -sheet.penalty())
                                        .toArray()));
    }

    private List<Sheet> peers(String unit) {
        return counted().stream()
                .filter(sheet -> !sheet.own() && sheet.target().equals(unit))
                .toList();
    }

    private List<Sheet> counted() {
        return sheets.subList(0, counted);
    }

    private Sheet sheet(String scorer, String target, int base) {
        var marks = new LinkedHashMap<>(criteria());
        var codes = List.copyOf(marks.keySet());
        var missing = marks.values().stream().mapToInt(Integer::intValue).sum() - base;
        var at = Math.floorMod(scorer.hashCode() * 7 + target.hashCode(), codes.size());
        for (; missing > 0; missing -= 50, at++) {
            marks.merge(codes.get(at % codes.size()), -50, Integer::sum);
        }
        var adjustments = new ArrayList<Map<String, Object>>();
        var bonus = hundredths(sample.at("/adjust/" + target + "/bonus"));
        var penalty = hundredths(sample.at("/adjust/" + target + "/penalty"));
        if (bonus > 0) {
            adjustments.add(map("rule", "BON.1", "points", bonus, "note", null));
        }
        if (penalty < 0) {
            adjustments.add(map("rule", "PEN.1", "points", penalty, "note", "Báo cáo quý II nộp chậm"));
        }
        return new Sheet(scorer, target, marks, adjustments);
    }

    private Map<String, Integer> criteria() {
        var criteria = new LinkedHashMap<String, Integer>();
        for (var group : sample.at("/scoreTable/groups")) {
            for (var criterion : group.get("criteria")) {
                criteria.put(criterion.get("code").asString(), hundredths(criterion.get("max")));
            }
        }
        return criteria;
    }

    private Map<String, Object> scoreTable() {
        var table = sample.get("scoreTable");
        return map(
                "version", table.get("version").asString(),
                "baseMax", hundredths(table.get("baseMax")),
                "bonusMax", hundredths(table.get("bonusMax")),
                "penaltyMax", hundredths(table.get("penaltyMax")),
                "totalCap", hundredths(table.get("totalCap")),
                "step", 50,
                "groups",
                        IntStream.range(0, table.get("groups").size())
                                .mapToObj(index -> named(table.get("groups").get(index), true))
                                .toList(),
                "bonusRules",
                        IntStream.range(0, table.get("bonusRules").size())
                                .mapToObj(index -> named(table.get("bonusRules").get(index), false))
                                .toList(),
                "penaltyRules",
                        IntStream.range(0, table.get("penaltyRules").size())
                                .mapToObj(index -> table.get("penaltyRules").get(index))
                                .map(rule -> map(
                                        "code", rule.get("code").asString(),
                                        "name", rule.get("name").asString(),
                                        "points", hundredths(rule.get("points"))))
                                .toList());
    }

    private static Map<String, Object> named(JsonNode node, boolean group) {
        var named = map(
                "code", node.get("code").asString(),
                "name", node.get("name").asString(),
                "max", hundredths(node.get("max")));
        if (group) {
            named.put(
                    "criteria",
                    IntStream.range(0, node.get("criteria").size())
                            .mapToObj(index -> named(node.get("criteria").get(index), false))
                            .toList());
        }
        return named;
    }

    private static int hundredths(JsonNode points) {
        return points.decimalValue().movePointRight(2).intValueExact();
    }

    private static int mean(int... values) {
        var sum = Arrays.stream(values).asLongStream().sum();
        return Math.toIntExact((2 * sum + values.length) / (2L * values.length));
    }

    static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (var at = 0; at < pairs.length; at += 2) {
            map.put((String) pairs[at], pairs[at + 1]);
        }
        return map;
    }
}
