package vn.thidua.scoring.cluster;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A unit belongs to a cluster.
 *
 * @param from the first day
 * @param to the last day, that day included; absent while there is no end in sight
 */
public record Membership(
        String unit, LocalDate from, @Nullable LocalDate to) {

    public Membership {
        requireNonNull(unit, "unit");
        requireNonNull(from, "from");
    }

    /** Whether the unit is a member on this day. */
    public boolean on(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    boolean overlaps(Membership other) {
        return unit.equals(other.unit)
                && (to == null || !other.from.isAfter(to))
                && (other.to == null || !from.isAfter(other.to));
    }
}
