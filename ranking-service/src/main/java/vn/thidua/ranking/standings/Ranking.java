package vn.thidua.ranking.standings;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Event;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Status;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.UnitRef;
import vn.thidua.rules.Members;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.UnitOutcome;
import vn.thidua.rules.UnitOutcome.KindOutcome;

/** From what the units' sheets come to, the standings: the rules themselves are those of {@link vn.thidua.rules}. */
final class Ranking {

    private Ranking() {}

    /**
     * The standings of what a board holds, as a first revision.
     *
     * @param beside what else is held that was decided at some time, its closing among them if it is closed
     */
    static Standings rank(
            ScoringOpened opened,
            Sheets sheets,
            List<? extends @Nullable Event> beside,
            Counts counts,
            Proceedings proceedings) {
        var outcome = counts.outcome(proceedings);
        return new Standings(
                opened.board(),
                1,
                opened.cluster(),
                opened.year(),
                opened.theme(),
                opened.notice(),
                beside.stream().anyMatch(ScoringClosed.class::isInstance) ? Status.CLOSED : Status.OPEN,
                asOf(opened, sheets, beside),
                opened.scoreTable().version(),
                outcome.units().stream().mapToInt(Ranking::counted).sum(),
                outcome.units().stream().mapToInt(Ranking::expected).sum(),
                counts.rows().rows(outcome),
                counts.rows().ties(outcome),
                null);
    }

    /** The own sheet, which every unit is asked for, and those of others. */
    private static int counted(UnitOutcome unit) {
        return (unit.self() == null ? 0 : 1)
                + byOthers(unit).mapToInt(KindOutcome::received).sum();
    }

    private static int expected(UnitOutcome unit) {
        return 1 + byOthers(unit).mapToInt(KindOutcome::expected).sum();
    }

    private static Stream<KindOutcome> byOthers(UnitOutcome unit) {
        return unit.kinds().stream().filter(kind -> kind.kind() != Kind.SELF);
    }

    private static Instant asOf(ScoringOpened opened, Sheets sheets, List<? extends @Nullable Event> beside) {
        Set<String> scorers = scorers(opened);
        Set<String> members = opened.members().stream().map(UnitRef::id).collect(toSet());
        var counted = sheets.byId().values().stream()
                .filter(sheet -> scorers.contains(sheet.scorer()) && members.contains(sheet.target()));
        return Stream.of(Stream.of(opened), counted, beside.stream())
                .flatMap(events -> events)
                .filter(Objects::nonNull)
                .map(Event::occurredAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Set<String> scorers(ScoringOpened opened) {
        var members = Members.of(opened);
        return Stream.concat(
                        members.units().stream(), members.appraisers().stream().map(Members.Appraiser::unit))
                .map(UnitRef::id)
                .collect(toSet());
    }
}
