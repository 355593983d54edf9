package vn.thidua.scoring.scoretable.web;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.TableRules;

/** A score table as it is sent: without its version, which is in the path. */
public record TableContent(
        int baseMax,
        int bonusMax,
        int penaltyMax,
        int totalCap,
        int step,
        @Nullable List<ScoreTable.CriterionGroup> groups,
        @Nullable List<ScoreTable.BonusRule> bonusRules,
        @Nullable List<ScoreTable.PenaltyRule> penaltyRules,
        @Nullable TableRules rules) {

    /** The table with this version. */
    public ScoreTable as(String version) {
        return new ScoreTable(
                version,
                baseMax,
                bonusMax,
                penaltyMax,
                totalCap,
                step,
                requireNonNullElse(groups, List.of()),
                requireNonNullElse(bonusRules, List.of()),
                requireNonNullElse(penaltyRules, List.of()),
                rules);
    }
}
