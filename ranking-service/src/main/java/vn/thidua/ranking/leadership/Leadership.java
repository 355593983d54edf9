package vn.thidua.ranking.leadership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;
import vn.thidua.identity.Authority;

/**
 * Who leads a cluster in the year after a board's. The type is the state: nobody introduced, a pair introduced and
 * waiting for consents, a pair agreed on.
 */
public sealed interface Leadership {

    /** The board whose closing conference chooses. */
    String board();

    /** Grows with every write, 0 while nothing is stored. */
    long version();

    /** Counts the facts that were told: nominations and the agreement. */
    long revision();

    /** Nobody was introduced yet. */
    record Open(String board) implements Leadership {

        @Override
        public long version() {
            return 0;
        }

        @Override
        public long revision() {
            return 0;
        }
    }

    /** Giới thiệu: a pair was introduced, and these members have consented to it. */
    record Nominated(String board, long version, long revision, Nomination nomination, List<Consented> consents)
            implements Leadership {

        public Nominated {
            consents = List.copyOf(consents);
        }
    }

    /** Thống nhất: every member agreed. Nothing changes this any more. */
    record Agreed(
            String board,
            long version,
            long revision,
            Nomination nomination,
            List<Consented> consents,
            LocalDate effectiveFrom)
            implements Leadership {

        public Agreed {
            consents = List.copyOf(consents);
        }
    }

    /** Who was introduced, and by which unit. */
    record Nomination(UnitRef head, UnitRef deputy, String nominatedBy) {}

    /**
     * A member's consent, and who gave it.
     *
     * @param by in which capacity, as of that time; absent for a consent from before anybody was asked who they are
     * @param at absent likewise
     */
    record Consented(
            String unit, @Nullable Authority by, @Nullable Instant at) {}

    /** The year the chosen pair leads in: the one after the board's. */
    static int termYear(ScoringOpened opened) {
        return opened.year() + 1;
    }

    /** The members that have not consented yet, in the cluster's order. */
    static List<String> awaiting(ScoringOpened opened, List<Consented> consents) {
        return opened.members().stream()
                .map(UnitRef::id)
                .filter(member ->
                        consents.stream().noneMatch(consent -> consent.unit().equals(member)))
                .toList();
    }

    /** The nomination on the table, if there is one. */
    default @Nullable Nomination onTheTable() {
        return switch (this) {
            case Open open -> null;
            case Nominated nominated -> nominated.nomination();
            case Agreed agreed -> agreed.nomination();
        };
    }
}
