package vn.thidua.ranking.standings;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ExplanationGiven;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoresConfirmed;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Correction;
import vn.thidua.events.Standings.Status;
import vn.thidua.events.UnitRef;
import vn.thidua.rules.Outcome;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.Proceedings.Recusal;

/**
 * Bảng: what this service holds of one board. Immutable.
 *
 * <p>Whatever order, batches and repetitions its events come in, the same events give the same sheets, and the same
 * standings but for their revision, which counts how often they changed before the reader's eyes.
 *
 * @param version grows with every write, 0 while the board is not stored
 * @param opened the rules it is scored under; {@code null} while only its sheets are known
 * @param closed the manifest; {@code null} while the board takes sheets
 * @param recused who does not score whom; {@code null} while everybody scores
 * @param recorded what was decided beside the marks; {@code null} while nothing was
 * @param standings {@code null} as long as {@code opened} is
 * @param counts made from the others, and kept for the next event
 */
public record Board(
        String id,
        long version,
        @Nullable ScoringOpened opened,
        Sheets sheets,
        @Nullable ScoringClosed closed,
        @Nullable ScorerRecused recused,
        @Nullable ProceedingsRecorded recorded,
        @Nullable Standings standings,
        Counts counts) {

    /** A board as it is stored. */
    public Board(
            String id,
            long version,
            @Nullable ScoringOpened opened,
            Sheets sheets,
            @Nullable ScoringClosed closed,
            @Nullable ScorerRecused recused,
            @Nullable ProceedingsRecorded recorded,
            @Nullable Standings standings) {
        this(id, version, opened, sheets, closed, recused, recorded, standings, Counts.NONE);
    }

    /** A board of which nothing is known. */
    public static Board unknown(String id) {
        return new Board(id, 0, null, Sheets.none(id), null, null, null, null);
    }

    /** Whether its results are final: from then on nothing changes it but corrections. */
    public boolean isFinal() {
        return standings != null && standings.status() == Status.FINAL;
    }

    /** The board with these events counted; {@code this} when they say nothing new. */
    public Board apply(Collection<? extends ScoringEvent> events) {
        if (isFinal()) {
            return this;
        }
        var opened = this.opened;
        var closed = this.closed;
        var recused = this.recused;
        var sheets = new HashMap<String, ScoreSubmitted>();
        for (var event : events) {
            switch (event) {
                case ScoringOpened latest -> opened = isNewer(latest, opened) ? latest : opened;
                case ScoringClosed latest -> closed = isNewer(latest, closed) ? latest : closed;
                case ScorerRecused latest -> recused = isNewer(latest, recused) ? latest : recused;
                case ExplanationGiven e -> {}
                case ScoresConfirmed c -> {}
                case ScoreSubmitted latest -> {
                    var held = sheets.getOrDefault(
                            latest.sheet(), this.sheets.byId().get(latest.sheet()));
                    if (isNewer(latest, held)) {
                        sheets.put(latest.sheet(), latest);
                    }
                }
            }
        }
        var sameScorers = Objects.equals(recused, this.recused);
        if (sheets.isEmpty()
                && sameScorers
                && Objects.equals(opened, this.opened)
                && Objects.equals(closed, this.closed)) {
            return this;
        }
        return counted(
                opened,
                this.sheets.with(sheets),
                closed,
                recused,
                recorded,
                sameScorers ? targets(sheets.values()) : everybody(opened));
    }

    /** The board with what was decided beside its marks; {@code this} when that is nothing new. */
    public Board deciding(ProceedingsRecorded latest) {
        var known = recorded != null && (recorded.revision() > latest.revision() || recorded.equals(latest));
        if (isFinal() || known) {
            return this;
        }
        return counted(opened, sheets, closed, recused, latest, Set.of());
    }

    private Board counted(
            @Nullable ScoringOpened opened,
            Sheets sheets,
            @Nullable ScoringClosed closed,
            @Nullable ScorerRecused recused,
            @Nullable ProceedingsRecorded recorded,
            Set<String> changed) {
        if (opened == null) {
            return new Board(id, version, null, sheets, closed, recused, recorded, null);
        }
        var proceedings = Decided.of(recorded, recused, opened);
        var current = counts.under(opened, sheets, proceedings, changed);
        var ranked = Ranking.rank(opened, sheets, Arrays.asList(closed, recused, recorded), current, proceedings);
        return new Board(id, version, opened, sheets, closed, recused, recorded, succeeding(ranked), current);
    }

    /** The revision grows only when a reader sees something else. */
    private Standings succeeding(Standings ranked) {
        if (standings == null) {
            return ranked;
        }
        return revised(ranked, standings.revision()).equals(standings)
                ? standings
                : revised(ranked, standings.revision() + 1);
    }

    /**
     * This board with all that the log says of it. What readers see next never has a revision that they may have seen
     * say something else: not this board's, and not one that was told.
     *
     * @param recounted the same board, counted from the whole log
     * @param told the newest standings that were ever published, if any were; once they are final, they stay
     */
    public Board rebuilt(Board recounted, @Nullable Standings told) {
        var next = Stream.of(told, standings)
                .filter(Objects::nonNull)
                .filter(known -> known.status() == Status.FINAL)
                .findFirst()
                .or(() -> Optional.ofNullable(recounted.standings))
                .orElse(null);
        return new Board(
                id,
                version,
                recounted.opened,
                recounted.sheets,
                recounted.closed,
                recounted.recused,
                recounted.recorded,
                next == null ? null : after(told, standings, next));
    }

    private static Standings after(@Nullable Standings told, @Nullable Standings held, Standings next) {
        if (told == null && held == null) {
            return next;
        }
        var newest = told == null || (held != null && held.revision() > told.revision()) ? held : told;
        var revision = Objects.requireNonNull(newest).revision();
        var contradictory = told != null && held != null && told.revision() == held.revision() && !told.equals(held);
        return !contradictory && revised(next, revision).equals(newest) ? newest : revised(next, revision + 1);
    }

    /** What comes of the sheets and of what was decided, and why; none before the rules are known. */
    public Optional<Outcome> outcome() {
        if (opened == null) {
            return Optional.empty();
        }
        var proceedings = proceedings();
        return Optional.of(counts.under(opened, sheets, proceedings, Set.of()).outcome(proceedings));
    }

    /** What the rules have to know beside the sheets. */
    Proceedings proceedings() {
        return Decided.of(recorded, recused, opened);
    }

    /** Who does not score whom, one for each pair. */
    public Set<Recusal> recusals() {
        return proceedings().recusals();
    }

    /**
     * This board, whose results are final, as it would be with these sheets in place of those it holds: final still, a
     * revision higher, with what it corrects.
     */
    public Board correctedBy(Collection<ScoreSubmitted> corrected, String because) {
        if (opened == null || standings == null || !isFinal()) {
            throw new IllegalStateException(id + " has no final results to correct");
        }
        var byId = new HashMap<String, ScoreSubmitted>();
        corrected.forEach(sheet -> byId.put(sheet.sheet(), sheet));
        var recounted = new Board(id, version, opened, sheets, closed, recused, recorded, null)
                .counted(opened, sheets.with(byId), closed, recused, recorded, targets(byId.values()));
        var correction = new Correction(standings.revision(), because);
        return recounted.with(
                copy(Objects.requireNonNull(recounted.standings), standings.revision() + 1, Status.FINAL, correction));
    }

    /** The sheets that corrections have put in place of those that the manifest names, ordered by sheet. */
    public List<ScoreSubmitted> corrected() {
        if (closed == null || !isFinal()) {
            return List.of();
        }
        return closed.manifest().stream()
                .flatMap(counted -> Stream.ofNullable(sheets.byId().get(counted.sheet()))
                        .filter(held -> held.revision() > counted.revision()))
                .sorted(Comparator.comparing(ScoreSubmitted::sheet))
                .toList();
    }

    /** The board as it is stored once this state is written. */
    Board written() {
        return new Board(id, version + 1, opened, sheets, closed, recused, recorded, standings, counts);
    }

    Board with(Standings standings) {
        return new Board(id, version, opened, sheets, closed, recused, recorded, standings, counts);
    }

    static Standings finalised(Standings standings) {
        return copy(standings, standings.revision() + 1, Status.FINAL, null);
    }

    private static Standings revised(Standings standings, long revision) {
        return copy(standings, revision, standings.status(), standings.correction());
    }

    private static Standings copy(Standings standings, long revision, Status status, @Nullable Correction correction) {
        return new Standings(
                standings.board(),
                revision,
                standings.cluster(),
                standings.year(),
                standings.theme(),
                standings.notice(),
                status,
                standings.asOf(),
                standings.scoreTableVersion(),
                standings.sheetsCounted(),
                standings.sheetsExpected(),
                standings.rows(),
                standings.ties(),
                correction);
    }

    private static boolean isNewer(ScoringEvent event, @Nullable ScoringEvent held) {
        return held == null || event.revision() > held.revision();
    }

    private static Set<String> everybody(@Nullable ScoringOpened opened) {
        return opened == null
                ? Set.of()
                : opened.members().stream().map(UnitRef::id).collect(toSet());
    }

    private static Set<String> targets(Collection<ScoreSubmitted> sheets) {
        var targets = new HashSet<String>();
        sheets.forEach(sheet -> targets.add(sheet.target()));
        return targets;
    }
}
