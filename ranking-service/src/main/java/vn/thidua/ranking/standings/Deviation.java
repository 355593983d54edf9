package vn.thidua.ranking.standings;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Row;

/**
 * Something in which a board differs from its recount, from the log or by other code.
 *
 * @param subject {@code opened}, {@code closed}, {@code standings}, a sheet's id, or {@code unit/} and a unit's id
 * @param held what the board says; {@code null} when it has nothing of the kind
 * @param recounted what the log says
 */
public record Deviation(
        String board,
        String subject,
        @Nullable String held,
        @Nullable String recounted) {

    /** All of them, whatever order the log was counted in. */
    public static List<Deviation> between(Board held, Board recounted) {
        var found = new ArrayList<Deviation>();
        var board = held.id();
        if (!Objects.equals(held.opened(), recounted.opened())) {
            found.add(new Deviation(board, "opened", text(held.opened()), text(recounted.opened())));
        }
        if (!Objects.equals(held.closed(), recounted.closed())) {
            found.add(new Deviation(board, "closed", text(held.closed()), text(recounted.closed())));
        }
        if (!Objects.equals(held.recused(), recounted.recused())) {
            found.add(new Deviation(board, "recused", text(held.recused()), text(recounted.recused())));
        }
        var sheets = new TreeSet<>(held.sheets().byId().keySet());
        sheets.addAll(recounted.sheets().byId().keySet());
        for (var id : sheets) {
            var here = held.sheets().byId().get(id);
            var there = recounted.sheets().byId().get(id);
            if (!Objects.equals(here, there)) {
                found.add(new Deviation(board, id, text(here), text(there)));
            }
        }
        found.addAll(between(board, held.standings(), recounted.standings()));
        return found;
    }

    /** In what readers would be told about a unit. */
    public static List<Deviation> between(String board, @Nullable Standings held, @Nullable Standings recounted) {
        if (held == null || recounted == null) {
            return held == recounted
                    ? List.of()
                    : List.of(new Deviation(board, "standings", text(held), text(recounted)));
        }
        var found = new ArrayList<Deviation>();
        var there = new ArrayList<>(recounted.rows());
        for (var row : held.rows()) {
            var other = there.stream()
                    .filter(each -> each.unit().id().equals(row.unit().id()))
                    .findFirst()
                    .orElse(null);
            there.remove(other);
            if (!row.equals(other)) {
                found.add(new Deviation(board, "unit/" + row.unit().id(), text(row), text(other)));
            }
        }
        there.forEach(row -> found.add(new Deviation(board, "unit/" + row.unit().id(), null, text(row))));
        if (found.isEmpty() && !held.rows().equals(recounted.rows())) {
            found.add(new Deviation(board, "standings", "the same rows in another order", null));
        }
        found.sort(comparing(Deviation::subject));
        return found;
    }

    private static @Nullable String text(@Nullable Object said) {
        return switch (said) {
            case null -> null;
            case ScoreSubmitted sheet ->
                "revision " + sheet.revision() + ", " + sheet.digest() + ", marks "
                        + sheet.marks().values().stream()
                                .mapToLong(Integer::longValue)
                                .sum();
            case Row row -> "rank " + row.rank() + ", total " + row.total();
            case Standings standings -> standings.status() + ", revision " + standings.revision();
            case ScoringOpened opened -> "revision " + opened.revision();
            case ScoringClosed closed ->
                "revision " + closed.revision() + ", " + closed.manifest().size() + " sheets";
            default -> said.toString();
        };
    }
}
