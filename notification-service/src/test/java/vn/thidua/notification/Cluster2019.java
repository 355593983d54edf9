package vn.thidua.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.LeadershipNominated;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.Standings;
import vn.thidua.events.StandingsUpdated;
import vn.thidua.events.UnitRef;

/** Cluster I in 2019 as the sample has it; its marks are invented. */
public final class Cluster2019 {

    public static final String BOARD = "hn-mttq-cum-1:2019";
    public static final String SAMPLE = "Dữ liệu mẫu: điểm số là giả định.";
    public static final Instant CONFERENCE = Instant.parse("2019-11-05T09:30:00Z");
    public static final ClusterRef CLUSTER =
            new ClusterRef("hn-mttq-cum-1", "Cụm thi đua số I - Ủy ban MTTQ Việt Nam Thành phố Hà Nội");

    public static final UnitRef HBT = new UnitRef("HBT", "Quận Hai Bà Trưng");
    public static final UnitRef DD = new UnitRef("DD", "Quận Đống Đa");
    public static final UnitRef HK = new UnitRef("HK", "Quận Hoàn Kiếm");
    public static final UnitRef HM = new UnitRef("HM", "Quận Hoàng Mai");
    public static final UnitRef BD = new UnitRef("BD", "Quận Ba Đình");
    public static final UnitRef LB = new UnitRef("LB", "Quận Long Biên");
    public static final List<UnitRef> MEMBERS = List.of(HBT, DD, HK, HM, BD, LB);

    private Cluster2019() {}

    public static ResultsFinalised results() {
        return results(BOARD, 40);
    }

    public static ResultsFinalised results(String board, long revision) {
        return new ResultsFinalised(
                board, revision, CONFERENCE, standings(board, Standings.Status.FINAL, rows()), "sha-256:00");
    }

    public static ResultsFinalised resultsOf(String board, Standings.Row... rows) {
        return new ResultsFinalised(
                board, 1, CONFERENCE, standings(board, Standings.Status.FINAL, List.of(rows)), "sha-256:00");
    }

    /** The results again, after Hai Bà Trưng lost a point: it leads no longer. */
    public static ResultsFinalised corrected() {
        var first = results(BOARD, 40);
        var before = first.standings();
        var standings = new Standings(
                BOARD,
                41,
                before.cluster(),
                before.year(),
                before.theme(),
                before.notice(),
                before.status(),
                before.asOf(),
                before.scoreTableVersion(),
                before.sheetsCounted(),
                before.sheetsExpected(),
                before.rows(),
                null,
                new Standings.Correction(40, "Phiếu của Quận Đống Đa ghi nhầm tiêu chí I.1."));
        return new ResultsFinalised(
                BOARD,
                41,
                first.occurredAt(),
                standings,
                first.manifestDigest(),
                null,
                List.of(new ResultsFinalised.UnitChange(
                        HBT,
                        new ResultsFinalised.Place(1, 9320, null, null),
                        new ResultsFinalised.Place(4, 9220, null, null))),
                List.of());
    }

    public static StandingsUpdated interim(String board, long revision) {
        return new StandingsUpdated(board, revision, CONFERENCE, standings(board, Standings.Status.OPEN, rows()));
    }

    public static LeadershipNominated nominated(String board, long revision) {
        return new LeadershipNominated(board, revision, CONFERENCE, CLUSTER, 2020, DD, HK, "HBT", MEMBERS);
    }

    public static LeadershipAgreed agreed() {
        return agreed(BOARD, 8);
    }

    public static LeadershipAgreed agreed(String board, long revision) {
        return new LeadershipAgreed(
                board, revision, CONFERENCE, CLUSTER, 2020, LocalDate.of(2020, 1, 1), DD, HK, MEMBERS);
    }

    public static Standings.Row row(UnitRef unit, @Nullable Integer rank, boolean tied, @Nullable Integer total) {
        return new Standings.Row(unit, rank, tied, total, 0, 0, total, null, total == null ? 0 : 5, 5);
    }

    private static Standings standings(String board, Standings.Status status, List<Standings.Row> rows) {
        return new Standings(board, 40, CLUSTER, 2019, null, SAMPLE, status, CONFERENCE, "2019.1", 36, 36, rows);
    }

    private static List<Standings.Row> rows() {
        return List.of(
                new Standings.Row(HBT, 1, false, 9120, 200, 0, 9320, 9600, 5, 5),
                new Standings.Row(DD, 2, true, 9020, 250, 0, 9270, 9600, 5, 5),
                new Standings.Row(HK, 2, true, 9070, 200, 0, 9270, 9500, 5, 5),
                new Standings.Row(BD, 4, true, 8990, 150, 0, 9140, 9450, 5, 5),
                new Standings.Row(LB, 4, true, 8940, 200, 0, 9140, 9500, 5, 5),
                new Standings.Row(HM, 6, false, 8800, 100, -50, 8850, 9300, 5, 5));
    }
}
