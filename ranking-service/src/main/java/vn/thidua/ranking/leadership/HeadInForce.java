package vn.thidua.ranking.leadership;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;

/**
 * Cụm trưởng đương nhiệm: which unit heads a cluster at an instant. Terms begin with their day in Vietnam, and the
 * head's rights move with them: nobody edits roles.
 */
public final class HeadInForce {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Leaderships leaderships;

    public HeadInForce(Leaderships leaderships) {
        this.leaderships = leaderships;
    }

    /** The head of the latest term that has begun; before the first that was agreed on, the one the board names. */
    public String of(ScoringOpened opened, Instant now) {
        return leaderships
                .head(opened.cluster().id(), LocalDate.ofInstant(now, VIETNAM))
                .map(UnitRef::id)
                .orElse(opened.head());
    }
}
