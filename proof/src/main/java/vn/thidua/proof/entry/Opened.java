package vn.thidua.proof.entry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.proof.json.Json;

/**
 * A board takes sheets from now on, under rules that no longer change.
 *
 * @param period the part of the board's id after the cluster
 * @param head the unit that leads the cluster in this year
 * @param members the units that score and are scored, in the cluster's order
 * @param counting how standings are made from sheets
 * @param notice what every reader must be told about this board's data, for example that its marks are invented
 */
public record Opened(
        String board,
        long revision,
        Instant occurredAt,
        Named cluster,
        String period,
        int year,
        String head,
        List<Named> members,
        Table scoreTable,
        Counting counting,
        @Nullable String notice)
        implements Entry {

    public Opened {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(cluster, "cluster");
        requireNonNull(period, "period");
        requireNonNull(head, "head");
        requireNonNull(scoreTable, "scoreTable");
        requireNonNull(counting, "counting");
        members = List.copyOf(members);
    }

    /** A unit or a cluster as it was called then. */
    public record Named(String id, String name) {}

    /** By which rules standings are made. A verifier that does not know a board's rules must not count it. */
    public enum Counting {
        /**
         * Base, bonus and penalty are each the mean of what the peers gave, rounded once to whole hundredths, a half away
         * from zero; the total is their sum, at most the cap; ranks are 1-2-2-4.
         */
        PEER_MEAN("peer-mean-1"),
        /** As the table's {@code rules} say; {@code docs/proof.md} describes what they can. */
        TABLE_RULES("table-rules-1");

        private final String wireName;

        Counting(String wireName) {
            this.wireName = wireName;
        }

        /** Its name in the log. */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * Bảng chấm điểm. All points in hundredths.
     *
     * @param penaltyMax the most that penalties take away together, as a positive number
     * @param step every mark is a multiple of this
     * @param rules how sheets become totals, under {@link Counting#TABLE_RULES}
     */
    public record Table(
            String version,
            int baseMax,
            int bonusMax,
            int penaltyMax,
            int totalCap,
            int step,
            List<Group> groups,
            List<Rule> bonusRules,
            List<Rule> penaltyRules,
            @Nullable Json rules) {

        public Table {
            groups = List.copyOf(groups);
            bonusRules = List.copyOf(bonusRules);
            penaltyRules = List.copyOf(penaltyRules);
        }

        /** A table under {@link Counting#PEER_MEAN}. */
        public Table(
                String version,
                int baseMax,
                int bonusMax,
                int penaltyMax,
                int totalCap,
                int step,
                List<Group> groups,
                List<Rule> bonusRules,
                List<Rule> penaltyRules) {
            this(version, baseMax, bonusMax, penaltyMax, totalCap, step, groups, bonusRules, penaltyRules, null);
        }
    }

    /**
     * A group of criteria.
     *
     * @param parent the code of the group that this one is part of
     * @param weight what its maximum counts for in what is around it
     */
    public record Group(
            String code,
            String name,
            int max,
            List<Criterion> criteria,
            @Nullable String parent,
            @Nullable Integer weight) {

        public Group {
            criteria = List.copyOf(criteria);
        }

        /** A group of the table itself, without a weight. */
        public Group(String code, String name, int max, List<Criterion> criteria) {
            this(code, name, max, criteria, null, null);
        }
    }

    /**
     * One thing that is marked, from 0 to {@code max}.
     *
     * @param weight what the full mark counts for in its group
     */
    public record Criterion(
            String code, String name, int max, @Nullable Integer weight) {

        /** A criterion whose marks count as they are. */
        public Criterion(String code, String name, int max) {
            this(code, name, max, null);
        }
    }

    /**
     * What adds or takes away points.
     *
     * @param points of a bonus the most that it adds, of a penalty what it takes away each time, negative
     * @param most the most that all occurrences of a penalty take away, as a positive number
     */
    public record Rule(
            String code, String name, int points, @Nullable Integer most) {

        /** A bonus rule, or a penalty rule without a maximum of its own. */
        public Rule(String code, String name, int points) {
            this(code, name, points, null);
        }
    }
}
