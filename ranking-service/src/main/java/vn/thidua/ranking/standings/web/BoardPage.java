package vn.thidua.ranking.standings.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.Standings;
import vn.thidua.events.UnitRef;
import vn.thidua.ranking.standings.Audience;
import vn.thidua.ranking.standings.StandingsPolicy;

/**
 * Some of the boards, in the order of their ids.
 *
 * @param next what to ask for as {@code after} to go on; absent on the last page
 */
record BoardPage(List<Entry> items, @Nullable String next) {

    static BoardPage of(List<Standings> boards, Audience reader, int limit) {
        return new BoardPage(
                boards.stream().map(standings -> Entry.of(standings, reader)).toList(),
                boards.size() < limit ? null : boards.getLast().board());
    }

    /**
     * A board at a glance.
     *
     * @param leader the unit that is first, alone; absent while there is none, or the reader may not see the standings
     */
    record Entry(
            String board,
            ClusterRef cluster,
            int year,
            String period,
            Standings.Status status,
            long revision,
            Instant asOf,
            @Nullable UnitRef leader) {

        private static Entry of(Standings standings, Audience reader) {
            return new Entry(
                    standings.board(),
                    standings.cluster(),
                    standings.year(),
                    standings.board().substring(standings.board().indexOf(':') + 1),
                    standings.status(),
                    standings.revision(),
                    standings.asOf(),
                    StandingsPolicy.seen(reader, standings)
                            .shown()
                            .map(Entry::leader)
                            .orElse(null));
        }

        private static @Nullable UnitRef leader(Standings standings) {
            return standings.rows().stream()
                    .filter(row -> row.rank() != null && row.rank() == 1 && !row.tied())
                    .map(Standings.Row::unit)
                    .findFirst()
                    .orElse(null);
        }
    }
}
