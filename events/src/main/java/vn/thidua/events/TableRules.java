package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How sheets become totals, classes and awards, where a score table does not leave it at the plain rule. All points in
 * hundredths. What is absent is the plain rule: the mean of the peers' sheets, rounded half up to hundredths, bonus
 * inside the cap; no classes, no awards.
 *
 * @param rounding how, and at which places
 * @param bonus whether bonuses share the table's cap
 * @param cap what the table's cap limits
 * @param kinds which sheets count, and for how much; absent means the peers' sheets alone
 * @param combining how several kinds become one base; absent means by their weights
 * @param classes best first
 * @param vetoes what bars a unit from a class whatever its total
 * @param demotions what lowers a unit's class, for example a disciplined leader
 * @param withoutSelf the class of a unit that has not scored itself; absent means that changes nothing
 * @param tieBreaks what decides, one after the other, when a tie lies across the edge of an award
 * @param awards highest first
 * @param thresholds what a vote needs
 */
public record TableRules(
        @Nullable Rounding rounding,
        @Nullable BonusPlace bonus,
        @Nullable CapOn cap,
        @Nullable List<KindRule> kinds,
        @Nullable Combining combining,
        @Nullable List<ClassBand> classes,
        @Nullable List<Veto> vetoes,
        @Nullable List<Demotion> demotions,
        @Nullable String withoutSelf,
        @Nullable List<TieBreak> tieBreaks,
        @Nullable List<Award> awards,
        @Nullable List<Threshold> thresholds) {

    /** Nothing but the plain rule. */
    public static final TableRules PLAIN =
            new TableRules(null, null, null, null, null, null, null, null, null, null, null, null);

    public TableRules {
        kinds = Required.orAbsent(kinds, "kinds");
        classes = Required.orAbsent(classes, "classes");
        vetoes = Required.orAbsent(vetoes, "vetoes");
        demotions = Required.orAbsent(demotions, "demotions");
        tieBreaks = Required.orAbsent(tieBreaks, "tieBreaks");
        awards = Required.orAbsent(awards, "awards");
        thresholds = Required.orAbsent(thresholds, "thresholds");
    }

    /**
     * Làm tròn.
     *
     * @param digits after the point, from 0 to 2
     * @param at the places; a total is a whole hundredth even when it is not among them
     */
    public record Rounding(Mode mode, int digits, List<Place> at) {

        public Rounding {
            requireNonNull(mode, "mode");
            at = Required.list(at, "at");
        }

        public enum Mode {
            /** A half goes away from zero. */
            HALF_UP,
            /** A half goes to the even neighbour. */
            HALF_EVEN,
            /** What is beyond the digits is cut off. */
            DOWN
        }

        public enum Place {
            /** What each criterion of a sheet comes to. */
            CRITERION,
            /** What the criteria of a sheet add up to. */
            SHEET,
            /** Each mean, of base, bonus and penalty apart. */
            MEAN,
            /** The total, after the cap. */
            TOTAL
        }
    }

    /** Điểm thưởng trong hay ngoài tổng điểm. */
    public enum BonusPlace {
        /** Base, bonus and penalty together are at most the cap. */
        INSIDE,
        /** Base and penalty are at most the cap, the bonus comes on top. */
        ON_TOP
    }

    /** What the table's cap limits. */
    public enum CapOn {
        TOTAL,
        /** The total stands as it is; only its class is found as if it were capped. */
        CLASS,
        NOTHING
    }

    /**
     * One kind of sheet that counts.
     *
     * @param weight beside the other kinds' weights; 0 for sheets that are shown and not counted
     * @param aggregation absent means the mean
     * @param trim how many of the highest, and as many of the lowest, a trimmed mean leaves out
     */
    public record KindRule(
            Kind kind,
            int weight,
            @Nullable Aggregation aggregation,
            @Nullable Integer trim) {

        public KindRule {
            requireNonNull(kind, "kind");
        }

        public enum Kind {
            /** Tự chấm. */
            SELF,
            /** Cùng chấm. */
            PEER,
            /** Thẩm định lần 1. */
            APPRAISAL_1,
            /** Thẩm định lần 2, after the target's explanation. */
            APPRAISAL_2
        }

        public enum Aggregation {
            MEAN,
            TRIMMED_MEAN,
            SUM
        }
    }

    /** How several kinds of sheets become one base. */
    public enum Combining {
        /** The mean by weight; a unit has no total before it has sheets of every kind that counts. */
        WEIGHTED,
        /** The last kind that has sheets, in the order self, peers, first and second appraisal. */
        LATEST
    }

    /**
     * Một mức xếp loại.
     *
     * @param from the lowest total of this class; absent for the last, which takes everything else
     */
    public record ClassBand(
            String code, String name, @Nullable Integer from) {

        public ClassBand {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
        }
    }

    /**
     * A unit with one of these criteria at zero is not put into these classes.
     *
     * @param criteria absent means every criterion
     * @param bars codes of classes
     * @param basis the legal basis
     */
    public record Veto(
            String code,
            String name,
            @Nullable List<String> criteria,
            List<String> bars,
            @Nullable String basis) {

        public Veto {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
            criteria = Required.orAbsent(criteria, "criteria");
            bars = Required.list(bars, "bars");
        }
    }

    /**
     * Hạ mức xếp loại: either to at most a class, or by a number of classes.
     *
     * @param basis the legal basis
     */
    public record Demotion(
            String code,
            String name,
            @Nullable String atMost,
            @Nullable Integer by,
            @Nullable String basis) {

        public Demotion {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
        }
    }

    /**
     * One step of the tie-break chain.
     *
     * @param of the code of the criterion or group that is compared
     * @param basis the legal basis
     */
    public record TieBreak(
            By by, @Nullable String of, @Nullable String basis) {

        public TieBreak {
            requireNonNull(by, "by");
        }

        public enum By {
            /** More points for one criterion. */
            CRITERION,
            /** More points for one group. */
            GROUP,
            /** The higher base. */
            BASE,
            /** The higher bonus. */
            BONUS,
            /** The smaller penalty. */
            PENALTY,
            /** The higher self-score. */
            SELF,
            /** Statutory preference: women, or collectives with at least 70% women. */
            PREFERENCE,
            FIRST_BALLOT,
            SECOND_BALLOT,
            /** Head and deputy. */
            LEADERS,
            /** The City committee. */
            CITY
        }
    }

    /**
     * Hình thức khen thưởng.
     *
     * @param places how many there are
     * @param lowestClass the code of the lowest class that is considered; absent means any
     * @param threshold the code of the threshold that a vote for it must reach
     * @param basis the legal basis
     */
    public record Award(
            String code,
            String name,
            int places,
            @Nullable String lowestClass,
            @Nullable String threshold,
            @Nullable String basis) {

        public Award {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
        }
    }

    /**
     * What a vote needs: at least {@code numerator/denominator} of {@code of}.
     *
     * @param basis the legal basis
     */
    public record Threshold(
            String code,
            String name,
            int numerator,
            int denominator,
            Of of,
            @Nullable String basis) {

        public Threshold {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
            requireNonNull(of, "of");
        }

        public enum Of {
            /** All members, present or not. */
            MEMBERS,
            PRESENT
        }
    }
}
