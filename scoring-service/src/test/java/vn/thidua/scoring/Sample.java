package vn.thidua.scoring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.BonusRule;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.ScoreTable.PenaltyRule;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.ScoringOpened.ConferencePlan;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.AuthContext;
import vn.thidua.scoring.sheet.Submitter;

/** A small cluster of three units, with a score table of 3 criteria (20.00 points in all); every mark is invented. */
public final class Sample {

    public static final String CLUSTER = "cum-thu";
    public static final String BOARD = CLUSTER + ":2019";
    public static final Instant NOON = Instant.parse("2019-11-05T05:00:00.123Z");

    public static final List<UnitRef> UNITS = List.of(
            new UnitRef("HBT", "Quận Hai Bà Trưng"),
            new UnitRef("DD", "Quận Đống Đa"),
            new UnitRef("HK", "Quận Hoàn Kiếm"));

    public static final ScoreTable TABLE = new ScoreTable(
            "2019.1",
            2000,
            500,
            300,
            2300,
            50,
            List.of(
                    new CriterionGroup(
                            "I",
                            "Công tác tuyên truyền, vận động",
                            1100,
                            List.of(
                                    new Criterion("I.1", "Tuyên truyền chủ trương, chính sách", 600),
                                    new Criterion("I.2", "Ngày hội Đại đoàn kết", 500))),
                    new CriterionGroup(
                            "II",
                            "Phong trào thi đua yêu nước",
                            900,
                            List.of(new Criterion("II.1", "Toàn dân đoàn kết xây dựng đô thị văn minh", 900)))),
            List.of(new BonusRule("BON.1", "Mô hình mới", 300), new BonusRule("BON.2", "Được khen thưởng", 300)),
            List.of(
                    new PenaltyRule("PEN.1", "Nộp báo cáo chậm (mỗi lần)", -50),
                    new PenaltyRule("PEN.2", "Thực hiện qua loa", -100)));

    private Sample() {}

    /** A unit's own system. */
    public static Submitter by(String unit) {
        return new Submitter(unit, auth(unit));
    }

    /** What is kept of it. */
    public static AuthContext auth(String unit) {
        return new AuthContext("service_account", "he-thong-thu", Map.of("capacity", "DISTRICT", "unit", unit));
    }

    /** The board as it was opened. */
    public static ScoringOpened opened() {
        return opened(BOARD);
    }

    public static ScoringOpened opened(String board) {
        return new ScoringOpened(
                board,
                1,
                NOON,
                new ClusterRef(CLUSTER, "Cụm thử"),
                "2019",
                2019,
                "Chủ đề năm 2019",
                new ConferencePlan(LocalDate.of(2019, 11, 5), "Trụ sở quận Hai Bà Trưng"),
                "HBT",
                UNITS,
                TABLE,
                "Điểm minh họa");
    }

    /** Marks within the rules, in the order of the table: I.1, I.2, II.1. */
    public static Map<String, Integer> marks(int first, int second, int third) {
        return new TreeMap<>(Map.of("I.1", first, "I.2", second, "II.1", third));
    }

    public static SheetSubmission peer(String board, String scorer, String target, Map<String, Integer> marks) {
        return new SheetSubmission(board, "PEER", scorer, target, nullable(marks), List.of(), null);
    }

    public static SheetSubmission self(String board, String unit) {
        return new SheetSubmission(board, "SELF", unit, unit, nullable(marks(550, 400, 850)), List.of(), null);
    }

    public static SheetSubmission replacing(SheetSubmission submission, long revision) {
        return new SheetSubmission(
                submission.board(),
                submission.kind(),
                submission.scorer(),
                submission.target(),
                submission.marks(),
                submission.adjustments(),
                revision);
    }

    public static SheetSubmission with(SheetSubmission submission, Adjustment... adjustments) {
        return new SheetSubmission(
                submission.board(),
                submission.kind(),
                submission.scorer(),
                submission.target(),
                submission.marks(),
                new ArrayList<>(List.of(adjustments)),
                submission.replaces());
    }

    /** Every sheet that the board expects: three of the units for themselves, six for each other. */
    public static List<SheetSubmission> all(String board) {
        var all = new ArrayList<SheetSubmission>();
        for (var scorer : UNITS) {
            for (var target : UNITS) {
                all.add(
                        scorer.equals(target)
                                ? self(board, scorer.id())
                                : peer(board, scorer.id(), target.id(), marks(500, 450, 800)));
            }
        }
        return all;
    }

    private static <K, V> Map<K, V> nullable(Map<K, V> map) {
        return new LinkedHashMap<>(map);
    }
}
