package vn.thidua.ranking.standings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.BonusRule;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.ScoreTable.PenaltyRule;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.events.UnitRef;
import vn.thidua.ranking.Case;

/** The log of one board, made up from a seed: any table, any members, sheets missing, corrected, or by strangers. */
final class RandomLog {

    private final RandomGenerator random;
    private final String board;
    private Instant clock = Instant.parse("2019-11-05T01:00:00Z");

    RandomLog(RandomGenerator random, String board) {
        this.random = random;
        this.board = board;
    }

    List<ScoringEvent> write() {
        var log = new ArrayList<ScoringEvent>();
        var members = IntStream.rangeClosed(1, 1 + random.nextInt(7))
                .mapToObj(i -> new UnitRef("U" + i, "Đơn vị " + i))
                .toList();
        var table = table();
        log.add(opened(1, members.subList(0, 1 + random.nextInt(members.size())), table));
        if (random.nextBoolean()) {
            log.add(opened(2, members, table));
        }
        var counted = new HashMap<String, ScoreSubmitted>();
        // Few different levels, so that ties are common.
        var levels = 1 + random.nextInt(3);
        for (var scorer : members) {
            for (var target : members) {
                var revisions = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(3) / 2;
                for (var revision = 1; revision <= revisions; revision++) {
                    var sheet = sheet(revision, scorer.id(), target.id(), table, levels);
                    log.add(sheet);
                    counted.put(sheet.sheet(), sheet);
                }
            }
        }
        if (random.nextInt(4) == 0) {
            log.add(sheet(1, "STRANGER", members.getFirst().id(), table, levels));
        }
        if (random.nextBoolean()) {
            log.add(closed(counted));
        }
        return log;
    }

    private ScoringOpened opened(long revision, List<UnitRef> members, ScoreTable table) {
        return new ScoringOpened(
                board,
                revision,
                tick(),
                new ClusterRef("cum-1", "Cụm 1"),
                "2019",
                2019,
                random.nextBoolean() ? "Đoàn kết" : null,
                null,
                members.getFirst().id(),
                members,
                table,
                null);
    }

    private ScoreTable table() {
        var criteria = IntStream.rangeClosed(1, 1 + random.nextInt(6))
                .mapToObj(i -> new Criterion("I." + i, "Tiêu chí " + i, 100 * (1 + random.nextInt(20))))
                .toList();
        var max = criteria.stream().mapToInt(Criterion::max).sum();
        return new ScoreTable(
                "t" + random.nextInt(9),
                max,
                300,
                300,
                max - random.nextInt(1 + max / 2) + random.nextInt(300),
                1,
                List.of(new CriterionGroup("I", "Nhóm", max, criteria)),
                List.of(new BonusRule("B", "Thưởng", 300)),
                List.of(new PenaltyRule("P", "Trừ", -50)));
    }

    private ScoreSubmitted sheet(long revision, String scorer, String target, ScoreTable table, int levels) {
        var marks = new HashMap<String, Integer>();
        for (var criterion : table.criteria()) {
            marks.put(
                    criterion.code(),
                    levels == 1
                            ? random.nextInt(criterion.max() + 1)
                            : criterion.max() * random.nextInt(levels) / levels);
        }
        var adjustments = new ArrayList<Adjustment>();
        if (random.nextInt(3) == 0) {
            adjustments.add(new Adjustment("B", 1 + random.nextInt(300), null));
        }
        for (var i = random.nextInt(4); i > 1; i--) {
            adjustments.add(new Adjustment("P", -1 - random.nextInt(100), "chậm"));
        }
        var kind = scorer.equals(target) ? SheetKind.SELF : SheetKind.PEER;
        return new ScoreSubmitted(
                board,
                revision,
                tick(),
                board + "/" + kind + "/" + scorer + "/" + target,
                kind,
                scorer,
                target,
                marks,
                adjustments,
                Case.digest(board, kind, scorer, target, marks, adjustments));
    }

    private ScoringClosed closed(Map<String, ScoreSubmitted> counted) {
        return new ScoringClosed(
                board,
                1,
                tick(),
                counted.values().stream()
                        .map(sheet -> new CountedSheet(sheet.sheet(), sheet.revision(), sheet.digest()))
                        .toList(),
                List.of(),
                null);
    }

    /** Any order, some records twice or more. */
    List<ScoringEvent> delivered(List<ScoringEvent> log) {
        var delivered = new ArrayList<>(log);
        for (var i = random.nextInt(log.size() + 1); i > 0; i--) {
            delivered.add(log.get(random.nextInt(log.size())));
        }
        Collections.shuffle(delivered, java.util.Random.from(random));
        return delivered;
    }

    /** Cut into batches of any size. */
    List<List<ScoringEvent>> batches(List<ScoringEvent> delivered) {
        var batches = new ArrayList<List<ScoringEvent>>();
        for (var start = 0; start < delivered.size(); ) {
            var end = Math.min(delivered.size(), start + 1 + random.nextInt(12));
            batches.add(delivered.subList(start, end));
            start = end;
        }
        return batches;
    }

    private Instant tick() {
        clock = clock.plusMillis(1 + random.nextInt(100_000));
        return clock;
    }
}
