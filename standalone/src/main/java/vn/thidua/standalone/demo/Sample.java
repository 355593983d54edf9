package vn.thidua.standalone.demo;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.BonusRule;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.ScoreTable.PenaltyRule;
import vn.thidua.events.SheetKind;
import vn.thidua.events.SheetSubmission;

/**
 * Cluster I in 2019. Units, theme, date, place and leadership are facts; every mark is invented.
 *
 * <p>The sample gives each sheet's total only. {@link #marks} spreads it over the criteria by one rule: a sheet starts
 * from full marks, and what its total lacks is taken away one step at a time, one criterion after the other in the
 * order of the table, beginning at a criterion that depends on who scores whom. So every sum is exactly the sample's.
 */
final class Sample {

    private static final String NOTICE = "DỮ LIỆU MẪU: mọi điểm số đều là giả định, không phải điểm thật năm 2019"
            + " · SAMPLE DATA: every mark is invented";

    private final JsonNode json;
    private final ScoreTable scoreTable;
    private final Map<String, String> units = new LinkedHashMap<>();

    private Sample(JsonNode json) {
        this.json = json;
        this.scoreTable = readScoreTable(json.get("scoreTable"));
        json.get("units")
                .properties()
                .forEach(unit -> units.put(unit.getKey(), unit.getValue().stringValue()));
    }

    static Sample cluster1Of2019() {
        try (InputStream in = Sample.class.getResourceAsStream("cluster-1-2019.json")) {
            return new Sample(JsonMapper.shared().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String cluster() {
        return json.get("cluster").get("id").stringValue();
    }

    String clusterName() {
        return json.get("cluster").get("name").stringValue();
    }

    int year() {
        return json.get("year").intValue();
    }

    String board() {
        return cluster() + ":" + year();
    }

    String theme() {
        return json.get("theme").stringValue();
    }

    String conferenceDate() {
        return json.get("conference").get("date").stringValue();
    }

    String conferencePlace() {
        return json.get("conference").get("place").stringValue();
    }

    String notice() {
        return NOTICE;
    }

    /** Names by unit id, in the order of the cluster. */
    Map<String, String> units() {
        return units;
    }

    List<String> unitIds() {
        return List.copyOf(units.keySet());
    }

    ScoreTable scoreTable() {
        return scoreTable;
    }

    /** Who leads the cluster in a year: {@code head} or {@code deputy}. */
    String leader(int year, String role) {
        return StreamSupport.stream(json.get("leadership").spliterator(), false)
                .filter(term -> term.get("year").intValue() == year)
                .findFirst()
                .orElseThrow()
                .get(role)
                .stringValue();
    }

    /** The sheet that a unit sends for a unit; for itself when they are the same. */
    SheetSubmission sheet(String scorer, String target) {
        var self = scorer.equals(target);
        return new SheetSubmission(
                board(),
                (self ? SheetKind.SELF : SheetKind.PEER).name(),
                scorer,
                target,
                marks(scorer, target),
                adjustments(target),
                null);
    }

    private Map<String, Integer> marks(String scorer, String target) {
        var criteria = scoreTable.criteria();
        var marks = new LinkedHashMap<String, Integer>();
        criteria.forEach(criterion -> marks.put(criterion.code(), criterion.max()));
        var missing = scoreTable.baseMax() - base(scorer, target);
        var next = 3 * unitIds().indexOf(scorer) + 2 * unitIds().indexOf(target);
        for (; missing > 0; next++) {
            var code = criteria.get(next % criteria.size()).code();
            var mark = marks.getOrDefault(code, 0);
            if (mark >= scoreTable.step()) {
                marks.put(code, mark - scoreTable.step());
                missing -= scoreTable.step();
            }
        }
        return marks;
    }

    /** The total of a sheet, in hundredths. */
    int base(String scorer, String target) {
        return hundredths(
                scorer.equals(target)
                        ? json.get("selfBase").get(target)
                        : json.get("peerBase").get(scorer).get(target));
    }

    private List<Adjustment> adjustments(String target) {
        var adjust = json.get("adjust").get(target);
        var adjustments = new ArrayList<Adjustment>();
        var bonus = hundredths(adjust.get("bonus"));
        for (var rule : scoreTable.bonusRules()) {
            var given = Math.min(bonus, rule.max());
            if (given > 0) {
                adjustments.add(new Adjustment(rule.code(), given, null));
                bonus -= given;
            }
        }
        var penalty = hundredths(adjust.get("penalty"));
        if (penalty < 0) {
            adjustments.add(new Adjustment(scoreTable.penaltyRules().getFirst().code(), penalty, null));
        }
        return adjustments;
    }

    /**
     * What the standings must be, worked out from the sample's totals by long division and apart from the services:
     * totals in hundredths by unit id.
     */
    Map<String, Integer> expectedTotals() {
        var totals = new LinkedHashMap<String, Integer>();
        for (var target : unitIds()) {
            var sum = BigDecimal.ZERO;
            for (var scorer : unitIds()) {
                if (!scorer.equals(target)) {
                    sum = sum.add(json.get("peerBase").get(scorer).get(target).decimalValue());
                }
            }
            var adjust = json.get("adjust").get(target);
            var total = sum.divide(BigDecimal.valueOf(units.size() - 1L), 2, RoundingMode.HALF_UP)
                    .add(adjust.get("bonus").decimalValue())
                    .add(adjust.get("penalty").decimalValue())
                    .min(json.get("scoreTable").get("totalCap").decimalValue());
            totals.put(target, total.movePointRight(2).intValueExact());
        }
        return totals;
    }

    /** The competition rank of a unit in {@link #expectedTotals}: one more than the number of units above it. */
    int expectedRank(String unit) {
        var totals = expectedTotals();
        int own = requireNonNull(totals.get(unit));
        return 1 + (int) totals.values().stream().filter(total -> total > own).count();
    }

    private static ScoreTable readScoreTable(JsonNode table) {
        return new ScoreTable(
                table.get("version").stringValue(),
                hundredths(table.get("baseMax")),
                hundredths(table.get("bonusMax")),
                hundredths(table.get("penaltyMax")),
                hundredths(table.get("totalCap")),
                hundredths(table.get("step")),
                StreamSupport.stream(table.get("groups").spliterator(), false)
                        .map(Sample::readGroup)
                        .toList(),
                StreamSupport.stream(table.get("bonusRules").spliterator(), false)
                        .map(rule -> new BonusRule(
                                rule.get("code").stringValue(),
                                rule.get("name").stringValue(),
                                hundredths(rule.get("max"))))
                        .toList(),
                StreamSupport.stream(table.get("penaltyRules").spliterator(), false)
                        .map(rule -> new PenaltyRule(
                                rule.get("code").stringValue(),
                                rule.get("name").stringValue(),
                                hundredths(rule.get("points"))))
                        .toList());
    }

    private static CriterionGroup readGroup(JsonNode group) {
        return new CriterionGroup(
                group.get("code").stringValue(),
                group.get("name").stringValue(),
                hundredths(group.get("max")),
                StreamSupport.stream(group.get("criteria").spliterator(), false)
                        .map(criterion -> new Criterion(
                                criterion.get("code").stringValue(),
                                criterion.get("name").stringValue(),
                                hundredths(criterion.get("max"))))
                        .toList());
    }

    private static int hundredths(JsonNode points) {
        return points.decimalValue().movePointRight(2).intValueExact();
    }
}
