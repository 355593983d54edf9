package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Xếp hạng: the units of a board with their totals and ranks, best first; units without a total come last.
 *
 * @param revision grows with every change of what is shown
 * @param status whether the board still takes sheets, is closed, or its results are final
 * @param asOf when the newest fact that is counted here was decided
 * @param notice what every reader must be told about this board's data
 * @param sheetsCounted how many sheets these standings are made from
 * @param sheetsExpected how many there are when every member has scored itself and every other
 */
public record Standings(
        String board,
        long revision,
        ClusterRef cluster,
        int year,
        @Nullable String theme,
        @Nullable String notice,
        Status status,
        Instant asOf,
        String scoreTableVersion,
        int sheetsCounted,
        int sheetsExpected,
        List<Row> rows) {

    public Standings {
        requireNonNull(board, "board");
        requireNonNull(cluster, "cluster");
        requireNonNull(status, "status");
        requireNonNull(asOf, "asOf");
        requireNonNull(scoreTableVersion, "scoreTableVersion");
        rows = Required.list(rows, "rows");
    }

    /** How far the board has come. Only {@link #FINAL} standings may be told outside the cluster. */
    public enum Status {
        OPEN,
        CLOSED,
        FINAL
    }

    /**
     * One unit. Points in hundredths; {@code null} until at least one peer has scored the unit.
     *
     * @param rank competition rank, 1-2-2-4
     * @param tied whether another unit has the same rank
     * @param base mean of the peers' marks, the own sheet excluded
     * @param bonus mean of the bonuses the peers gave, at most the table's maximum
     * @param penalty mean of the penalties the peers gave, zero or negative
     * @param total base, bonus and penalty together, at most the table's cap
     * @param self the unit's own total, shown beside and never counted
     * @param peersCounted how many peers have scored the unit
     * @param peersExpected how many there are
     */
    public record Row(
            UnitRef unit,
            @Nullable Integer rank,
            boolean tied,
            @Nullable Integer base,
            @Nullable Integer bonus,
            @Nullable Integer penalty,
            @Nullable Integer total,
            @Nullable Integer self,
            int peersCounted,
            int peersExpected) {

        public Row {
            requireNonNull(unit, "unit");
        }
    }
}
