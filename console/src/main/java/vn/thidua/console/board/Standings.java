package vn.thidua.console.board;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Standings as the ranking service tells them, best unit first. Points in hundredths; {@code null} until a peer has
 * scored the unit.
 */
public record Standings(
        String board,
        long revision,
        Cluster cluster,
        int year,
        @Nullable String theme,
        @Nullable String notice,
        Status status,
        @Nullable Instant asOf,
        int sheetsCounted,
        int sheetsExpected,
        List<Row> rows) {

    /** One unit; {@code tied} when another has the same rank, {@code self} beside and never counted. */
    public record Row(
            Unit unit,
            @Nullable Integer rank,
            boolean tied,
            @Nullable Integer base,
            @Nullable Integer bonus,
            @Nullable Integer penalty,
            @Nullable Integer total,
            @Nullable Integer self,
            int peersCounted,
            int peersExpected) {}
}
