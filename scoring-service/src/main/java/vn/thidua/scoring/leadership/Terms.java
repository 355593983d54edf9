package vn.thidua.scoring.leadership;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.thidua.events.LeadershipAgreed;

/**
 * Who heads a cluster when: what the City committee appointed and what the cluster agreed on. Of the terms that have
 * begun, the one that began last is in force; where two began on the same day, what was agreed, and of that what was
 * agreed later.
 *
 * @param version grows by one with every change; guards the write; 0 when nothing is stored
 * @param appointments one for each day
 * @param agreements the newest of each board
 */
public record Terms(String cluster, long version, List<Appointment> appointments, List<Agreement> agreements) {

    /** Days begin at midnight here. */
    public static final ZoneId CALENDAR = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final Comparator<Claim> LATER = Comparator.comparing(
                    (Claim claim) -> claim.term().from())
            .thenComparing(claim -> claim.term().appointedBy())
            .thenComparing(Claim::at);

    public Terms {
        requireNonNull(cluster, "cluster");
        appointments = List.copyOf(appointments);
        agreements = List.copyOf(agreements);
    }

    /** For a cluster of which nothing is known. */
    public static Terms none(String cluster) {
        return new Terms(cluster, 0, List.of(), List.of());
    }

    /** The term in force at this instant. */
    public Optional<Term> at(Instant now) {
        return on(LocalDate.ofInstant(now, CALENDAR));
    }

    /** The unit that heads the cluster at this instant. */
    public Optional<String> headAt(Instant now) {
        return at(now).map(Term::head);
    }

    /** The units that head the cluster on any day of this year. */
    public Set<String> headsIn(int year) {
        var first = LocalDate.of(year, 1, 1);
        var heads = new LinkedHashSet<String>();
        on(first).map(Term::head).ifPresent(heads::add);
        claims().stream()
                .map(claim -> claim.term().from())
                .filter(from -> from.getYear() == year)
                .sorted()
                .forEach(from -> on(from).map(Term::head).ifPresent(heads::add));
        return heads;
    }

    /** The head of this year, as of now: the one in force, or that of the year's first or last day when it is not now. */
    public Optional<String> headOf(int year, Instant now) {
        var first = LocalDate.of(year, 1, 1);
        var last = LocalDate.of(year, 12, 31);
        var today = LocalDate.ofInstant(now, CALENDAR);
        var day = today.isBefore(first) ? first : today.isAfter(last) ? last : today;
        return on(day).map(Term::head);
    }

    /** Whether the cluster itself agreed on a leadership from this day or from a later one. */
    public boolean agreedSince(LocalDate day) {
        return agreements.stream().anyMatch(agreement -> !agreement.from().isBefore(day));
    }

    /** With the City committee's head from this day on, in place of one that it appointed from the same day. */
    public Terms appointing(Appointment appointment) {
        if (appointments.contains(appointment)) {
            return this;
        }
        var kept = new ArrayList<>(appointments);
        kept.removeIf(earlier -> earlier.from().equals(appointment.from()));
        kept.add(appointment);
        kept.sort(Comparator.comparing(Appointment::from));
        return new Terms(cluster, version + 1, kept, agreements);
    }

    /** With what the cluster agreed on; unchanged when this or something newer of the same board is known. */
    public Terms agreeing(LeadershipAgreed agreed) {
        var known = agreements.stream()
                .filter(agreement -> agreement.board().equals(agreed.board()))
                .findFirst();
        if (known.isPresent() && known.get().revision() >= agreed.revision()) {
            return this;
        }
        var kept = new ArrayList<>(agreements);
        known.ifPresent(kept::remove);
        kept.add(new Agreement(
                agreed.board(),
                agreed.revision(),
                agreed.occurredAt(),
                agreed.head().id(),
                agreed.deputy().id(),
                agreed.effectiveFrom()));
        return new Terms(cluster, version + 1, appointments, kept);
    }

    private Optional<Term> on(LocalDate day) {
        return claims().stream()
                .filter(claim -> !claim.term().from().isAfter(day))
                .max(LATER)
                .map(Claim::term);
    }

    private List<Claim> claims() {
        var claims = new ArrayList<Claim>(appointments.size() + agreements.size());
        for (var appointment : appointments) {
            claims.add(
                    new Claim(new Term(appointment.head(), null, appointment.from(), Term.Origin.CITY), Instant.EPOCH));
        }
        for (var agreement : agreements) {
            claims.add(new Claim(
                    new Term(agreement.head(), agreement.deputy(), agreement.from(), Term.Origin.LEADERSHIP),
                    agreement.at()));
        }
        return claims;
    }

    private record Claim(Term term, Instant at) {}

    /** The City committee said who heads the cluster from this day on. */
    public record Appointment(String head, LocalDate from) {

        public Appointment {
            requireNonNull(head, "head");
            requireNonNull(from, "from");
        }
    }

    /**
     * The cluster agreed on who leads it from this day on.
     *
     * @param board on which it did
     * @param revision of the event that said so
     * @param at when
     */
    public record Agreement(String board, long revision, Instant at, String head, String deputy, LocalDate from) {

        public Agreement {
            requireNonNull(board, "board");
            requireNonNull(at, "at");
            requireNonNull(head, "head");
            requireNonNull(deputy, "deputy");
            requireNonNull(from, "from");
        }
    }
}
