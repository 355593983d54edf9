package vn.thidua.bench.board;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.BonusRule;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.ScoreTable.PenaltyRule;

/** The score table of every generated board: the numbers of Cluster I's table of 2019, six groups, fifteen criteria. */
public final class BenchTable {

    private static final List<List<Integer>> MAXIMA = List.of(
            List.of(600, 500, 400),
            List.of(800, 500, 700),
            List.of(800, 700, 500),
            List.of(1200, 800),
            List.of(600, 400),
            List.of(500, 500));

    private static final List<String> ROMAN = List.of("I", "II", "III", "IV", "V", "VI");

    /** 95 points, at most 5 more and 3 less, never above 100, in steps of half a point. */
    public static final ScoreTable TABLE = new ScoreTable(
            "2019.1",
            9500,
            500,
            300,
            10000,
            50,
            groups(),
            List.of(new BonusRule("BON.1", "Mô hình mới", 300), new BonusRule("BON.2", "Được khen thưởng", 200)),
            List.of(new PenaltyRule("PEN.1", "Nộp chậm", -50), new PenaltyRule("PEN.2", "Làm qua loa", -100)));

    private BenchTable() {}

    private static List<CriterionGroup> groups() {
        var groups = new ArrayList<CriterionGroup>();
        for (var index = 0; index < MAXIMA.size(); index++) {
            var code = ROMAN.get(index);
            var maxima = MAXIMA.get(index);
            var criteria = IntStream.range(0, maxima.size())
                    .mapToObj(number -> new Criterion(
                            code + "." + (number + 1), "Tiêu chí " + code + "." + (number + 1), maxima.get(number)))
                    .toList();
            groups.add(new CriterionGroup(
                    code,
                    "Nhóm " + code,
                    maxima.stream().mapToInt(Integer::intValue).sum(),
                    criteria));
        }
        return groups;
    }
}
