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
 * @param ties the ties that lie across the edge of an award, and how far each is broken
 * @param correction which results these correct, and why; absent when nothing was corrected
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
        List<Row> rows,
        @Nullable List<AwardTie> ties,
        @Nullable Correction correction) {

    public Standings {
        requireNonNull(board, "board");
        requireNonNull(cluster, "cluster");
        requireNonNull(status, "status");
        requireNonNull(asOf, "asOf");
        requireNonNull(scoreTableVersion, "scoreTableVersion");
        rows = Required.list(rows, "rows");
        ties = Required.orAbsent(ties, "ties");
    }

    /** Standings of a table without awards, which correct no others. */
    public Standings(
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
        this(
                board,
                revision,
                cluster,
                year,
                theme,
                notice,
                status,
                asOf,
                scoreTableVersion,
                sheetsCounted,
                sheetsExpected,
                rows,
                null,
                null);
    }

    /**
     * Đính chính: final results were put right.
     *
     * @param replaces the revision of the results that these correct
     * @param because why
     */
    public record Correction(long replaces, String because) {

        public Correction {
            requireNonNull(because, "because");
        }
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
     * @param classification the class, when the table has classes
     * @param award the code of the award that the unit comes into, when the table has awards
     * @param heldBecause why the unit is left out of the awards for now
     * @param path from the marks to the total: what each step adds or takes away, which together is the total
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
            int peersExpected,
            @Nullable Classification classification,
            @Nullable String award,
            @Nullable String heldBecause,
            @Nullable List<PathStep> path) {

        public Row {
            requireNonNull(unit, "unit");
            path = Required.orAbsent(path, "path");
        }

        /** A row of a table without classes and awards. */
        public Row(
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
            this(
                    unit,
                    rank,
                    tied,
                    base,
                    bonus,
                    penalty,
                    total,
                    self,
                    peersCounted,
                    peersExpected,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /**
     * Xếp loại.
     *
     * @param code the code of a class of the score table
     * @param because why it is another class than the total alone would give; absent when it is not
     */
    public record Classification(
            String code, String name, @Nullable List<Sentence> because) {

        public Classification {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
            because = Required.orAbsent(because, "because");
        }
    }

    /**
     * One step from the marks to the total.
     *
     * @param step what it is, for example {@code PEER}, {@code BONUS} or {@code CAP}; there will be others
     * @param amount hundredths; 0 for a step that only says something
     */
    public record PathStep(String step, int amount, Sentence text) {

        public PathStep {
            requireNonNull(step, "step");
            requireNonNull(text, "text");
        }
    }

    /**
     * A tie across the edge of an award.
     *
     * @param award the code of the award that has too few places left
     * @param places how many are left for these units
     * @param units their ids
     * @param steps what was tried, in order
     * @param unbroken the ids of those among whom it is still undecided
     */
    public record AwardTie(String award, int places, List<String> units, List<Sentence> steps, List<String> unbroken) {

        public AwardTie {
            requireNonNull(award, "award");
            units = Required.list(units, "units");
            steps = Required.list(steps, "steps");
            unbroken = Required.list(unbroken, "unbroken");
        }
    }

    /** The same in Vietnamese and English. */
    public record Sentence(String vi, String en) {

        public Sentence {
            requireNonNull(vi, "vi");
            requireNonNull(en, "en");
        }
    }
}
