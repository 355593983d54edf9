package vn.thidua.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import vn.thidua.proof.entry.Closed;
import vn.thidua.proof.entry.Commitment;
import vn.thidua.proof.entry.Corrected;
import vn.thidua.proof.entry.Entry;
import vn.thidua.proof.entry.Opened;
import vn.thidua.proof.entry.Sheet;
import vn.thidua.proof.entry.Sheet.Kind;

/** An invented season of six districts: two boards, random sheets within the rules, corrections, notes, gaps. */
final class Season2019 {

    static final String ORIGIN = "thidua/hn-mttq-cum-1/2019";
    static final String BOARD = "hn-mttq-cum-1:2019";
    static final String MIDYEAR = "hn-mttq-cum-1:2019-H1";
    static final List<Opened.Named> MEMBERS = List.of(
            new Opened.Named("HBT", "Quận Hai Bà Trưng"),
            new Opened.Named("DD", "Quận Đống Đa"),
            new Opened.Named("HK", "Quận Hoàn Kiếm"),
            new Opened.Named("HM", "Quận Hoàng Mai"),
            new Opened.Named("BD", "Quận Ba Đình"),
            new Opened.Named("LB", "Quận Long Biên"));

    private static final Instant CONFERENCE = Instant.parse("2019-11-05T01:00:00Z");
    static final Opened.Table TABLE = new Opened.Table(
            "2019.1",
            9500,
            500,
            300,
            10_000,
            50,
            List.of(
                    new Opened.Group(
                            "I",
                            "Công tác tuyên truyền, vận động",
                            4500,
                            List.of(
                                    new Opened.Criterion("I.1", "Tuyên truyền", 2500),
                                    new Opened.Criterion("I.2", "Vận động \"Toàn dân đoàn kết\"", 2000))),
                    new Opened.Group(
                            "II",
                            "Giám sát, phản biện xã hội",
                            5000,
                            List.of(
                                    new Opened.Criterion("II.1", "Giám sát", 2500),
                                    new Opened.Criterion("II.2", "Phản biện", 2500)))),
            List.of(new Opened.Rule("BON.1", "Mô hình mới", 300), new Opened.Rule("BON.2", "Được nhân rộng", 200)),
            List.of(new Opened.Rule("PEN.1", "Báo cáo chậm", -50), new Opened.Rule("PEN.2", "Thiếu minh chứng", -100)));

    private final Random random;
    private final List<Entry> entries = new ArrayList<>();
    private int seconds;

    Season2019(long seed) {
        random = new Random(seed);
    }

    List<Entry> entries() {
        return entries;
    }

    /** The whole year: a half-year board that stays open with gaps, and the year's, closed. */
    static Season2019 whole(long seed) {
        var season = new Season2019(seed);
        season.open(MIDYEAR, "2019-H1");
        season.open(BOARD, "2019");
        for (var scorer : MEMBERS) {
            for (var target : MEMBERS) {
                if (season.random.nextInt(5) > 0) {
                    season.submit(MIDYEAR, scorer.id(), target.id());
                }
                // Nobody scores Long Biên but itself, and it does not score Ba Đình.
                var isGap = !scorer.equals(target) && target.id().equals("LB")
                        || scorer.id().equals("LB") && target.id().equals("BD");
                if (!isGap) {
                    season.submit(BOARD, scorer.id(), target.id());
                    while (season.random.nextInt(4) == 0) {
                        season.submit(BOARD, scorer.id(), target.id());
                    }
                }
            }
        }
        season.close(BOARD);
        return season;
    }

    Opened open(String board, String period) {
        var opened = new Opened(
                board,
                1,
                now(),
                new Opened.Named("hn-mttq-cum-1", "Cụm thi đua số I"),
                period,
                2019,
                "HBT",
                MEMBERS,
                TABLE,
                Opened.Counting.PEER_MEAN,
                "Mọi điểm số trong bảng này là giả định.");
        entries.add(opened);
        return opened;
    }

    Sheet submit(String board, String scorer, String target) {
        var kind = scorer.equals(target) ? Kind.SELF : Kind.PEER;
        var marks = new TreeMap<String, Integer>();
        for (var group : TABLE.groups()) {
            for (var criterion : group.criteria()) {
                marks.put(criterion.code(), 50 * random.nextInt(criterion.max() / 50 + 1));
            }
        }
        // High marks now and then, so that the cap is reached and totals meet.
        if (random.nextInt(3) == 0) {
            marks.replaceAll((code, points) -> code.equals("I.2") ? 2000 : 2500);
        }
        var sheet = Sheet.accepted(
                board, last(board, kind, scorer, target) + 1, now(), kind, scorer, target, marks, adjustments());
        entries.add(sheet);
        return sheet;
    }

    private List<Sheet.Adjustment> adjustments() {
        var adjustments = new ArrayList<Sheet.Adjustment>();
        if (random.nextBoolean()) {
            adjustments.add(new Sheet.Adjustment("BON.1", 50 * random.nextInt(7), note()));
        }
        if (random.nextBoolean()) {
            adjustments.add(new Sheet.Adjustment("BON.2", 200, null));
        }
        if (random.nextBoolean()) {
            adjustments.add(new Sheet.Adjustment("PEN.1", -50 * (1 + random.nextInt(3)), note()));
        }
        return adjustments;
    }

    private Commitment note() {
        var salt = new byte[Commitment.SALT_LENGTH];
        random.nextBytes(salt);
        return Commitment.to(salt, "Ông Nguyễn Văn A nộp báo cáo quý III chậm");
    }

    private long last(String board, Kind kind, String scorer, String target) {
        return sheets(board)
                .getOrDefault(Sheet.id(board, kind, scorer, target), List.of())
                .size();
    }

    private Map<String, List<Sheet>> sheets(String board) {
        var sheets = new TreeMap<String, List<Sheet>>();
        for (var entry : entries) {
            if (entry instanceof Sheet sheet && sheet.board().equals(board)) {
                sheets.computeIfAbsent(sheet.sheet(), first -> new ArrayList<>())
                        .add(sheet);
            }
        }
        return sheets;
    }

    /** Each sheet's last revision. */
    Map<String, Sheet> standing(String board) {
        var standing = new TreeMap<String, Sheet>();
        sheets(board).forEach((id, revisions) -> standing.put(id, revisions.getLast()));
        return standing;
    }

    List<Closed> close(String board) {
        var standing = standing(board);
        var manifest = standing.values().stream()
                .map(sheet -> new Closed.Counted(sheet.sheet(), sheet.revision(), sheet.digest()))
                .toList();
        var missing = MEMBERS.stream()
                .flatMap(scorer -> MEMBERS.stream()
                        .map(target -> Sheet.id(
                                board, scorer.equals(target) ? Kind.SELF : Kind.PEER, scorer.id(), target.id())))
                .filter(sheet -> !standing.containsKey(sheet))
                .sorted()
                .toList();
        var closed = Closed.parts(board, 2, now(), manifest, missing, missing.isEmpty() ? null : note());
        entries.addAll(closed);
        return closed;
    }

    /** Corrects final results: the first sheets for others count with other marks from then on. */
    List<Corrected> correct(String board, long revision, long replaces, int sheets) {
        var because = note();
        var at = now();
        var first = counted(board).values().stream()
                .filter(sheet -> sheet.kind() == Kind.PEER)
                .limit(sheets)
                .toList();
        for (var sheet : first) {
            var marks = new TreeMap<>(sheet.marks());
            marks.replaceAll((code, points) -> points == 1000 ? 500 : 1000);
            var other = Sheet.accepted(
                    board,
                    sheet.revision() + 1,
                    at,
                    sheet.kind(),
                    sheet.scorer(),
                    sheet.target(),
                    marks,
                    sheet.adjustments());
            entries.add(new Corrected(
                    board, revision, at, replaces, because, first.indexOf(sheet) + 1, first.size(), other));
        }
        return corrections(board).filter(part -> part.revision() == revision).toList();
    }

    /** Each sheet as it counts after all corrections. */
    Map<String, Sheet> counted(String board) {
        var counted = new TreeMap<>(standing(board));
        corrections(board).forEach(part -> counted.put(part.sheet().sheet(), part.sheet()));
        return counted;
    }

    private Stream<Corrected> corrections(String board) {
        return entries.stream()
                .filter(entry -> entry instanceof Corrected && entry.board().equals(board))
                .map(Corrected.class::cast);
    }

    private Instant now() {
        return CONFERENCE.plusMillis(1_250L * seconds++);
    }
}
