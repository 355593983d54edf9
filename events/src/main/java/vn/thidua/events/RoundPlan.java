package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kế hoạch chấm theo vòng: which rounds a board goes through, who does what in them, and by when. A board without one
 * takes the members' sheets for themselves and for each other until it is closed.
 *
 * @param zone the time zone in which people are told the times, for example {@code Asia/Ho_Chi_Minh}
 * @param rounds in the order of {@link Stage}, each stage at most once
 * @param appraisers who appraises whom
 * @param reasons whether a correction has to say why; absent means it may
 * @param evidence until when evidence comes in time; absent means there is no such time
 */
public record RoundPlan(
        String zone,
        List<Round> rounds,
        List<Appraiser> appraisers,
        @Nullable Boolean reasons,
        @Nullable EvidenceRule evidence) {

    public RoundPlan {
        requireNonNull(zone, "zone");
        rounds = Required.list(rounds, "rounds");
        appraisers = Required.list(appraisers, "appraisers");
    }

    /** The round of this stage, if the plan has it. */
    public Optional<Round> round(Stage stage) {
        return rounds.stream().filter(round -> round.stage() == stage).findFirst();
    }

    /** What is done in a round. */
    public enum Stage {
        /** Tự chấm. */
        SELF,
        /** Cùng chấm. */
        PEER,
        /** Thẩm định lần 1. */
        APPRAISAL_1,
        /** Giải trình: a member answers the first appraisal. */
        EXPLANATION,
        /** Thẩm định lần 2. */
        APPRAISAL_2,
        /** Xác nhận: a member confirms that it has seen its appraisals. */
        CONFIRMATION
    }

    /**
     * One round.
     *
     * @param from from when on; absent means from the opening of the board
     * @param until until when, exclusive; absent means until the board is closed
     */
    public record Round(
            Stage stage, @Nullable Instant from, @Nullable Instant until) {

        public Round {
            requireNonNull(stage, "stage");
        }
    }

    /**
     * A unit that appraises: a member, a superior department, or the City committee.
     *
     * @param kind {@code APPRAISAL_1} or {@code APPRAISAL_2}
     * @param targets ids of members; absent means every member but itself
     */
    public record Appraiser(
            SheetKind kind, UnitRef unit, @Nullable List<String> targets) {

        public Appraiser {
            requireNonNull(kind, "kind");
            requireNonNull(unit, "unit");
            targets = Required.orAbsent(targets, "targets");
        }

        /** Whether this member is among its targets. */
        public boolean appraises(String member) {
            return !member.equals(unit.id()) && (targets == null || targets.contains(member));
        }
    }

    /**
     * When evidence is late, and what that may cost.
     *
     * @param until what comes at or after this is marked late
     * @param penalty the code of the score table's penalty that scorers may give for it
     */
    public record EvidenceRule(Instant until, @Nullable String penalty) {

        public EvidenceRule {
            requireNonNull(until, "until");
        }
    }
}
