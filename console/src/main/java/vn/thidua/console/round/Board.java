package vn.thidua.console.round;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.console.round.Rounds.Named;

/**
 * A board as far as its rounds go; {@code definition} from its opening on.
 *
 * @param missing ids of expected sheets that are not there
 */
record Board(
        String board,
        String state,
        int year,
        @Nullable String notice,
        @Nullable Definition definition,
        @Nullable List<String> missing) {

    record Definition(
            String clusterName,
            List<Named> members,
            Table scoreTable,
            @Nullable Plan roundPlan) {}

    /** All points in hundredths. */
    record Table(int penaltyMax, int step, List<Group> groups, List<Rule> bonusRules, List<Penalty> penaltyRules) {}

    record Group(String code, String name, int max, List<Criterion> criteria) {}

    record Criterion(String code, String name, int max) {}

    record Rule(String code, String name, int max) {}

    /**
     * @param points negative, each time
     * @param max absent means the table's
     */
    record Penalty(
            String code, String name, int points, @Nullable Integer max) {}

    record Plan(List<Round> rounds, List<Appraiser> appraisers) {}

    record Round(
            String stage, @Nullable Instant from, @Nullable Instant until) {}

    record Appraiser(String kind, Named unit, @Nullable List<String> targets) {}

    /** Whether sheets are taken. */
    public boolean open() {
        return state.equals("OPEN");
    }

    /** In the order of the printed table. */
    public List<Criterion> criteria() {
        return definition == null
                ? List.of()
                : definition.scoreTable().groups().stream()
                        .flatMap(group -> group.criteria().stream())
                        .toList();
    }

    /** From the opening on. */
    public Table table() {
        return requireNonNull(definition, "a board that was opened").scoreTable();
    }

    public List<Named> members() {
        return definition == null ? List.of() : definition.members();
    }

    /** Members and appraisers. */
    public List<Named> scorers() {
        return Stream.concat(members().stream(), appraisers().stream().map(Appraiser::unit))
                .distinct()
                .toList();
    }

    private List<Appraiser> appraisers() {
        return plan() == null ? List.of() : plan().appraisers();
    }

    private @Nullable Plan plan() {
        return definition == null ? null : definition.roundPlan();
    }

    /** The planned rounds; none for a board that takes everything until it is closed. */
    public List<Round> rounds() {
        return plan() == null ? List.of() : plan().rounds();
    }

    public boolean has(String stage) {
        return rounds().stream().anyMatch(round -> round.stage().equals(stage));
    }

    public boolean isMember(@Nullable String unit) {
        return members().stream().anyMatch(member -> member.id().equals(unit));
    }

    /** The unit's name, else what was told. */
    public String named(String unit) {
        return scorers().stream()
                .filter(scorer -> scorer.id().equals(unit))
                .map(Named::name)
                .findFirst()
                .orElse(unit);
    }

    /** The sheets that a unit gives. */
    public List<Place> places(String unit) {
        var sheets = Stream.<Place>builder();
        if (isMember(unit)) {
            if (rounds().isEmpty() || has("SELF")) {
                sheets.add(new Place("SELF", unit, unit));
            }
            if (rounds().isEmpty() || has("PEER")) {
                members().stream()
                        .filter(target -> !target.id().equals(unit))
                        .forEach(target -> sheets.add(new Place("PEER", unit, target.id())));
            }
        }
        appraisers().stream()
                .filter(appraiser -> appraiser.unit().id().equals(unit))
                .forEach(appraiser -> members().stream()
                        .map(Named::id)
                        .filter(target -> !target.equals(unit)
                                && (appraiser.targets() == null
                                        || appraiser.targets().contains(target)))
                        .forEach(target -> sheets.add(new Place(appraiser.kind(), unit, target))));
        return sheets.build().toList();
    }

    /** Whether it is known that there is no such sheet yet. */
    boolean misses(Place place) {
        return missing != null
                && missing.contains(board + "/" + place.kind() + "/" + place.scorer() + "/" + place.target());
    }

    /** Where a sheet is. */
    record Place(String kind, String scorer, String target) {

        /** As one of a scorer's own. */
        public String key() {
            return kind + "/" + target;
        }
    }
}
