package vn.thidua.ranking;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
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
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.ScoringOpened.ConferencePlan;
import vn.thidua.events.SheetKind;
import vn.thidua.events.TableRules;
import vn.thidua.events.TableRules.Award;
import vn.thidua.events.TableRules.ClassBand;
import vn.thidua.events.TableRules.Demotion;
import vn.thidua.events.TableRules.Threshold;
import vn.thidua.events.TableRules.TieBreak;
import vn.thidua.events.TableRules.TieBreak.By;
import vn.thidua.events.UnitRef;
import vn.thidua.proof.json.ObjectBuilder;

/** One board of invented marks, as the scoring service would tell of it. Every case has a board of its own. */
public final class Case {

    private static final AtomicInteger CASES = new AtomicInteger();
    private static final Instant START = Instant.parse("2019-11-05T01:00:00Z");

    /** Two criteria of 50 and 45 points, bonus to 5, penalty to 3, cap 100. */
    public static final ScoreTable TABLE = new ScoreTable(
            "2019.1",
            9500,
            500,
            300,
            10000,
            50,
            List.of(
                    new CriterionGroup("I", "Tuyên truyền", 5000, List.of(new Criterion("I.1", "Tuyên truyền", 5000))),
                    new CriterionGroup("II", "Giám sát", 4500, List.of(new Criterion("II.1", "Giám sát", 4500)))),
            List.of(new BonusRule("BON.1", "Mô hình mới", 500)),
            List.of(new PenaltyRule("PEN.1", "Báo cáo chậm", -50)));

    /**
     * The same with two classes, one flag that needs 80% of all members, a quorum of two thirds, and a chain that begins
     * with the law's preference.
     */
    public static final ScoreTable WITH_AWARDS = new ScoreTable(
            "2019.2",
            9500,
            500,
            300,
            10000,
            50,
            TABLE.groups(),
            TABLE.bonusRules(),
            TABLE.penaltyRules(),
            new TableRules(
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(new ClassBand("XS", "Xuất sắc", 8500), new ClassBand("T", "Tốt", null)),
                    null,
                    List.of(new Demotion("KT", "Khiển trách", "T", null, "Quy chế")),
                    null,
                    List.of(
                            new TieBreak(By.PREFERENCE, null, "Luật Thi đua, khen thưởng"),
                            new TieBreak(By.FIRST_BALLOT, null, null),
                            new TieBreak(By.SECOND_BALLOT, null, null),
                            new TieBreak(By.LEADERS, null, null),
                            new TieBreak(By.CITY, null, null)),
                    List.of(new Award("EMULATION_FLAG", "Cờ thi đua", 1, "XS", "CO", "Quy chế")),
                    List.of(
                            new Threshold("CO", "Phiếu đề nghị cờ", 4, 5, Threshold.Of.MEMBERS, "Quy chế"),
                            new Threshold("HOP", "Số dự họp", 2, 3, Threshold.Of.MEMBERS, "Quy chế"))));

    private final String board;
    private final List<UnitRef> members;
    private final ScoreTable table;
    private int seconds;

    private Case(String board, List<UnitRef> members, ScoreTable table) {
        this.board = board;
        this.members = members;
        this.table = table;
    }

    /** A case with these members. */
    public static Case of(String... members) {
        return new Case(
                "cum-" + CASES.incrementAndGet() + "-" + ProcessHandle.current().pid() + ":2019",
                Arrays.stream(members).map(id -> new UnitRef(id, "Quận " + id)).toList(),
                TABLE);
    }

    /** The same cluster in another period, which begins with its year. */
    public Case inPeriod(String period) {
        return new Case(board.substring(0, board.indexOf(':') + 1) + period, members, table);
    }

    /** The same case under another score table. */
    public Case under(ScoreTable table) {
        return new Case(board, members, table);
    }

    public String board() {
        return board;
    }

    public List<UnitRef> members() {
        return members;
    }

    public ScoringOpened opened() {
        return new ScoringOpened(
                board,
                1,
                now(),
                new ClusterRef(board.substring(0, board.indexOf(':')), "Cụm thi đua thử"),
                board.substring(board.indexOf(':') + 1),
                Integer.parseInt(board.substring(board.indexOf(':') + 1).substring(0, 4)),
                "Đoàn kết",
                new ConferencePlan(LocalDate.of(2019, 11, 5), "Hà Nội"),
                members.getFirst().id(),
                members,
                table,
                "Điểm được giả định");
    }

    /** A first sheet; {@code base} hundredths are spread over the criteria. */
    public ScoreSubmitted sheet(String scorer, String target, int base, Adjustment... adjustments) {
        return sheet(1, scorer, target, base, adjustments);
    }

    /** A sheet of this revision. */
    public ScoreSubmitted sheet(long revision, String scorer, String target, int base, Adjustment... adjustments) {
        var kind = scorer.equals(target) ? SheetKind.SELF : SheetKind.PEER;
        var first = Math.min(base, 5000);
        var marks = new TreeMap<>(Map.of("I.1", first, "II.1", base - first));
        return new ScoreSubmitted(
                board,
                revision,
                now(),
                board + "/" + kind + "/" + scorer + "/" + target,
                kind,
                scorer,
                target,
                marks,
                List.of(adjustments),
                digest(board, kind, scorer, target, marks, List.of(adjustments)));
    }

    /** As the scoring service makes it. */
    public static String digest(
            String board,
            SheetKind kind,
            String scorer,
            String target,
            Map<String, Integer> marks,
            List<Adjustment> adjustments) {
        var content = new ObjectBuilder()
                .with("board", board)
                .with("kind", kind.name())
                .with("scorer", scorer)
                .with("target", target)
                .with("marks", marks)
                .with(
                        "adjustments",
                        adjustments,
                        adjustment -> new ObjectBuilder()
                                .with("rule", adjustment.rule())
                                .with("points", adjustment.points())
                                .with("note", adjustment.note())
                                .build())
                .build();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.canonical());
            return "sha-256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every member scores itself and every other member with what {@code base} says of the target. */
    public List<ScoreSubmitted> sheets(Map<String, Integer> base) {
        var sheets = new ArrayList<ScoreSubmitted>();
        for (var scorer : members) {
            for (var target : members) {
                sheets.add(sheet(scorer.id(), target.id(), base.getOrDefault(target.id(), 0)));
            }
        }
        return sheets;
    }

    public static Adjustment bonus(int points) {
        return new Adjustment("BON.1", points, null);
    }

    public static Adjustment penalty(int points) {
        return new Adjustment("PEN.1", points, "nộp chậm");
    }

    /** The manifest of these sheets. */
    public ScoringClosed closed(List<ScoreSubmitted> counted) {
        return new ScoringClosed(
                board,
                1,
                now(),
                counted.stream()
                        .map(sheet -> new CountedSheet(sheet.sheet(), sheet.revision(), sheet.digest()))
                        .toList(),
                List.of(),
                null);
    }

    private Instant now() {
        return START.plusSeconds(seconds++);
    }
}
