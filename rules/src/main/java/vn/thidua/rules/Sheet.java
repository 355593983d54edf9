package vn.thidua.rules;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.TableRules.KindRule.Kind;

/**
 * Phiếu chấm điểm: one revision of the marks that one scorer gives one unit. Points in hundredths.
 *
 * @param marks by criterion code; all of the table's criteria are there, zero is an answer
 */
public record Sheet(
        Kind kind,
        String scorer,
        String target,
        long revision,
        Map<String, Integer> marks,
        List<Adjustment> adjustments) {

    public Sheet {
        requireNonNull(kind, "kind");
        requireNonNull(scorer, "scorer");
        requireNonNull(target, "target");
        marks = Collections.unmodifiableMap(new TreeMap<>(marks));
        adjustments = List.copyOf(adjustments);
    }

    /** The sheet that an event tells of. */
    public static Sheet of(ScoreSubmitted submitted) {
        return new Sheet(
                switch (submitted.kind()) {
                    case SELF -> Kind.SELF;
                    case PEER -> Kind.PEER;
                    case APPRAISAL_1 -> Kind.APPRAISAL_1;
                    case APPRAISAL_2 -> Kind.APPRAISAL_2;
                },
                submitted.scorer(),
                submitted.target(),
                submitted.revision(),
                submitted.marks(),
                submitted.adjustments());
    }

    /** Which sheet this is a revision of. */
    public Id id() {
        return new Id(kind, scorer, target);
    }

    int bonus() {
        return adjustments.stream()
                .mapToInt(Adjustment::points)
                .filter(points -> points > 0)
                .sum();
    }

    int penalty() {
        return adjustments.stream()
                .mapToInt(Adjustment::points)
                .filter(points -> points < 0)
                .sum();
    }

    /**
     * The newest revision of each sheet, whatever order and however often they come.
     *
     * @throws IllegalArgumentException when a revision is there with two contents, which no log can hold
     */
    public static Map<Id, Sheet> newest(Collection<Sheet> sheets) {
        var newest = new HashMap<Id, Sheet>();
        for (var sheet : sheets) {
            newest.merge(sheet.id(), sheet, Sheet::newer);
        }
        return newest;
    }

    private static Sheet newer(Sheet one, Sheet other) {
        if (one.revision == other.revision && !one.equals(other)) {
            throw new IllegalArgumentException(one.id() + " has two contents as revision " + one.revision);
        }
        return one.revision >= other.revision ? one : other;
    }

    /** Kind, scorer and target. */
    public record Id(Kind kind, String scorer, String target) {}
}
