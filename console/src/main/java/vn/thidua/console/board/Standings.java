package vn.thidua.console.board;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.console.page.Language;

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
        List<Row> rows,
        @Nullable Correction correction) {

    /** Đính chính: which revision of the results these correct, and why. */
    public record Correction(long replaces, String because) {}

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
            int peersExpected,
            @Nullable Classification classification,
            @Nullable String award,
            @Nullable String heldBecause) {}

    /** Xếp loại, and what lowered it. */
    public record Classification(
            String code, String name, @Nullable List<Sentence> because) {}

    /** The same in both languages. */
    public record Sentence(String vi, String en) {

        /** In the language of the page. */
        public String text() {
            return Language.current() == Language.EN ? en : vi;
        }
    }
}
