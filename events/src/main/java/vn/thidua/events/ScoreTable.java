package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.util.List;

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
        List<PenaltyRule> penaltyRules) {

    public ScoreTable {
        requireNonNull(version, "version");
        groups = Required.list(groups, "groups");
        bonusRules = Required.list(bonusRules, "bonusRules");
        penaltyRules = Required.list(penaltyRules, "penaltyRules");
    }

    /** All criteria, in the order of the printed table. */
    public List<Criterion> criteria() {
        return groups.stream().flatMap(group -> group.criteria().stream()).toList();
    }

    /** A group of criteria, for example {@code I}. */
    public record CriterionGroup(String code, String name, int max, List<Criterion> criteria) {

        public CriterionGroup {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
            criteria = Required.list(criteria, "criteria");
        }
    }

    /** One thing that is marked, for example {@code I.1}, from 0 to {@code max} hundredths. */
    public record Criterion(String code, String name, int max) {

        public Criterion {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
        }
    }

    /** Adds from 0 to {@code max} hundredths. */
    public record BonusRule(String code, String name, int max) {

        public BonusRule {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
        }
    }

    /** Takes {@code points} (negative hundredths) away for each occurrence. */
    public record PenaltyRule(String code, String name, int points) {

        public PenaltyRule {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
        }
    }
}
