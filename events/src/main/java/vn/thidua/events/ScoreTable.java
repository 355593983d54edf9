package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bảng chấm điểm, the rules that a board is scored under; frozen once scoring opens. All points in hundredths.
 *
 * @param version for example {@code 2019.1}
 * @param baseMax the sum of all criteria's maxima
 * @param bonusMax the most that bonuses add together
 * @param penaltyMax the most that penalties take away together, as a positive number
 * @param totalCap no total is above this
 * @param step every mark is a multiple of this
 * @param groups criteria in the order of the printed table
 * @param bonusRules what adds points
 * @param penaltyRules what takes points away
 * @param rules how sheets become totals, classes and awards; absent means {@link TableRules#PLAIN}
 */
public record ScoreTable(
        String version,
        int baseMax,
        int bonusMax,
        int penaltyMax,
        int totalCap,
        int step,
        List<CriterionGroup> groups,
        List<BonusRule> bonusRules,
        List<PenaltyRule> penaltyRules,
        @Nullable TableRules rules) {

    public ScoreTable {
        requireNonNull(version, "version");
        groups = Required.list(groups, "groups");
        bonusRules = Required.list(bonusRules, "bonusRules");
        penaltyRules = Required.list(penaltyRules, "penaltyRules");
    }

    /** A table under the plain rule. */
    public ScoreTable(
            String version,
            int baseMax,
            int bonusMax,
            int penaltyMax,
            int totalCap,
            int step,
            List<CriterionGroup> groups,
            List<BonusRule> bonusRules,
            List<PenaltyRule> penaltyRules) {
        this(version, baseMax, bonusMax, penaltyMax, totalCap, step, groups, bonusRules, penaltyRules, null);
    }

    /** All criteria, in the order of the printed table. */
    public List<Criterion> criteria() {
        return groups.stream().flatMap(group -> group.criteria().stream()).toList();
    }

    /**
     * A group of criteria, for example {@code I}.
     *
     * @param max what its criteria, and the groups in it, count for together
     * @param parent the code of the group that this one is part of; absent for a group of the table itself
     * @param weight what {@code max} counts for in the table or the group around it; absent means as it is
     */
    public record CriterionGroup(
            String code,
            String name,
            int max,
            List<Criterion> criteria,
            @Nullable String parent,
            @Nullable Integer weight) {

        public CriterionGroup {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
            criteria = Required.list(criteria, "criteria");
        }

        /** A group of the table itself, without a weight. */
        public CriterionGroup(String code, String name, int max, List<Criterion> criteria) {
            this(code, name, max, criteria, null, null);
        }
    }

    /**
     * One thing that is marked, for example {@code I.1}, from 0 to {@code max} hundredths.
     *
     * @param weight what the full mark counts for in its group, in hundredths; absent means {@code max}
     */
    public record Criterion(
            String code, String name, int max, @Nullable Integer weight) {

        public Criterion {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
        }

        /** A criterion whose marks count as they are. */
        public Criterion(String code, String name, int max) {
            this(code, name, max, null);
        }
    }

    /** Adds from 0 to {@code max} hundredths. */
    public record BonusRule(String code, String name, int max) {

        public BonusRule {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
        }
    }

    /**
     * Takes {@code points} (negative hundredths) away for each occurrence.
     *
     * @param max the most that all occurrences take away, as a positive number; absent means the table's maximum
     */
    public record PenaltyRule(
            String code, String name, int points, @Nullable Integer max) {

        public PenaltyRule {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
        }

        /** A penalty without a maximum of its own. */
        public PenaltyRule(String code, String name, int points) {
            this(code, name, points, null);
        }
    }
}
