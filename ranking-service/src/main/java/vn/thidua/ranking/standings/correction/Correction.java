package vn.thidua.ranking.standings.correction;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ResultsFinalised.Place;
import vn.thidua.events.ResultsFinalised.UnitChange;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Row;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.ranking.standings.Board;
import vn.thidua.ranking.standings.ManifestDigest;

/**
 * A set of corrections of a board's final results, with everything that it would change. Nobody but those who may approve
 * it sees it, and nothing else shows anything of it, until two people have approved it. Immutable.
 *
 * @param number from 1, without gaps on a board
 * @param version grows with every write, from 1
 * @param replaces the revision of the results that it corrects; when they are no longer at that revision, it is stale
 * @param because why
 * @param replaced the sheets as they counted when it was proposed
 * @param sheets the same, in the same order, as they are to count; what was scored stays as it is
 * @param changes what would be said of which unit, before and after
 * @param proposedBy an account
 */
public record Correction(
        String board,
        long number,
        long version,
        State state,
        long replaces,
        String because,
        List<ScoreSubmitted> replaced,
        List<ScoreSubmitted> sheets,
        List<UnitChange> changes,
        String proposedBy,
        Instant proposedAt,
        List<Approval> approvals) {

    /** How far it has come. */
    public enum State {
        PROPOSED,
        /** The results say what it says. */
        PUBLISHED,
        WITHDRAWN,
        /** The results became others in the meantime. */
        STALE
    }

    /**
     * Somebody who approved.
     *
     * @param unit the head's
     */
    public record Approval(
            String account, Capacity capacity, @Nullable String unit, Instant at) {}

    public Correction {
        replaced = List.copyOf(replaced);
        sheets = List.copyOf(sheets);
        changes = List.copyOf(changes);
        approvals = List.copyOf(approvals);
    }

    /** Whether two different people have approved it, one of them at least of the City. */
    boolean isApproved() {
        return approvals.stream().map(Approval::account).distinct().count() >= 2
                && approvals.stream().anyMatch(approval -> approval.capacity() == Capacity.CITY);
    }

    /** With this approval; {@code this} when the same account has approved already. */
    Correction approved(Authority by, Instant now) {
        var actor = by.actor();
        if (approvals.stream().anyMatch(approval -> approval.account().equals(actor.id()))) {
            return this;
        }
        var all = new ArrayList<>(approvals);
        all.add(new Approval(actor.id(), by.capacity(), actor.unit(), now));
        return with(state, all);
    }

    Correction in(State next) {
        return with(next, approvals);
    }

    private Correction with(State state, List<Approval> approvals) {
        return new Correction(
                board,
                number,
                version + 1,
                state,
                replaces,
                because,
                replaced,
                sheets,
                changes,
                proposedBy,
                proposedAt,
                approvals);
    }

    /** Whether the board counts with its sheets. */
    boolean isIn(Board held) {
        return sheets.stream()
                .allMatch(sheet -> sheet.equals(held.sheets().byId().get(sheet.sheet())));
    }

    /**
     * What is told once it is published.
     *
     * @param after the board with it
     */
    ResultsFinalised fact(Board after, Instant now) {
        var results = requireNonNull(after.standings());
        var closed = requireNonNull(after.closed(), "final results have a manifest");
        return new ResultsFinalised(
                board,
                results.revision(),
                now,
                results,
                ManifestDigest.of(closed.manifest()),
                closed.checkpoint(),
                changes,
                after.corrected());
    }

    /** What two results say differently, unit by unit, in the order of the first. */
    static List<UnitChange> changes(Standings before, Standings after) {
        return before.rows().stream()
                .flatMap(row -> row(after, row.unit().id())
                        .filter(other -> !other.equals(row))
                        .map(other -> new UnitChange(row.unit(), place(row), place(other))))
                .toList();
    }

    private static Stream<Row> row(Standings standings, String unit) {
        return standings.rows().stream().filter(row -> row.unit().id().equals(unit));
    }

    private static Place place(Row row) {
        var classification = row.classification();
        return new Place(row.rank(), row.total(), classification == null ? null : classification.code(), row.award());
    }
}
