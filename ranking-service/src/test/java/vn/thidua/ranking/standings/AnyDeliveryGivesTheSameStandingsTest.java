package vn.thidua.ranking.standings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.Standings;

@DisplayName("Any interleaving, duplication and batching of one log gives the same standings")
class AnyDeliveryGivesTheSameStandingsTest {

    private static final int LOGS = 400;
    private static final int DELIVERIES = 10;

    @Test
    @DisplayName("equal to a naive recomputation from the whole log")
    void equalToANaiveRecomputation() {
        var first = Long.getLong("seed", System.nanoTime());
        for (var i = 0; i < LOGS; i++) {
            var seed = first + i;
            var log = new RandomLog(random(seed), "cum-1:2019");
            var written = log.write();
            var expected = NaiveStandings.of(written);
            for (var delivery = 0; delivery < DELIVERIES; delivery++) {
                assertThat(count(log.batches(log.delivered(written))))
                        .as("run again with -Dseed=%s", seed)
                        .isEqualTo(expected);
            }
        }
    }

    private static Standings count(List<List<ScoringEvent>> batches) {
        var board = Board.unknown("cum-1:2019");
        long revision = 0;
        for (var batch : batches) {
            var before = board;
            board = board.apply(batch);
            var standings = board.standings();
            if (standings != null) {
                assertThat(standings.revision()).isGreaterThanOrEqualTo(revision);
                assertThat(standings.revision() == revision).isEqualTo(standings.equals(before.standings()));
                revision = standings.revision();
            }
        }
        return withoutRevision(Objects.requireNonNull(board.standings()));
    }

    /** The revision counts how often they changed before the reader's eyes, which batching decides. */
    private static Standings withoutRevision(Standings standings) {
        return new Standings(
                standings.board(),
                0,
                standings.cluster(),
                standings.year(),
                standings.theme(),
                standings.notice(),
                standings.status(),
                standings.asOf(),
                standings.scoreTableVersion(),
                standings.sheetsCounted(),
                standings.sheetsExpected(),
                standings.rows());
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
