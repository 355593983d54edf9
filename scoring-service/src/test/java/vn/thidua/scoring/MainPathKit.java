package vn.thidua.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Event;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.Topics;

/** A board from its units to its manifest, over HTTP, and what the others hear of it. */
abstract class MainPathKit {

    private static final String BOARD = "cum-main-path:2019";

    abstract String brokers();

    abstract String store();

    @Test
    void aBoardIsOpenedScoredAndClosedAndTheOthersHearOfEachFact() {
        try (var scoring = RunningScoring.start(brokers(), store(), "main_path");
                var facts = new Facts(brokers(), Topics.SCORING)) {
            scoring.open(BOARD);
            for (var submission : Sample.all(BOARD)) {
                var first = scoring.submit(submission, "Idempotency-Key", "k-" + submission.hashCode());
                assertThat(first.status()).isEqualTo(201);
                assertThat(first.header("ETag")).isEqualTo("\"1\"");
            }
            var corrected =
                    scoring.submit(Sample.peer(BOARD, "HBT", "DD", Sample.marks(600, 0, 900)), "If-Match", "\"1\"");
            assertThat(corrected.status()).isEqualTo(200);
            assertThat(corrected.at("/revision")).isEqualTo("2");

            var closed = scoring.close(BOARD, Map.of());
            assertThat(closed.status()).as(closed.response().body()).isEqualTo(200);
            assertThat(closed.at("/state")).isEqualTo("CLOSED");
            assertThat(closed.json().at("/missing")).isEmpty();
            var counted = StreamSupport.stream(closed.json().at("/manifest").spliterator(), false)
                    .map(sheet -> sheet.path("sheet").asString("") + "@"
                            + sheet.path("revision").asLong())
                    .toList();
            assertThat(counted).hasSize(9).contains(BOARD + "/PEER/HBT/DD@2", BOARD + "/SELF/HK/HK@1");

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(facts.of(BOARD)).hasSize(12));
            var told = facts.of(BOARD);
            assertThat(of(told, ScoringOpened.class)).singleElement().satisfies(opened -> {
                assertThat(opened.members()).isEqualTo(Sample.UNITS);
                assertThat(opened.scoreTable()).isEqualTo(Sample.TABLE);
            });
            assertThat(of(told, ScoreSubmitted.class)).hasSize(10);
            assertThat(of(told, ScoringClosed.class))
                    .singleElement()
                    .satisfies(fact -> assertThat(fact.manifest()).hasSize(9));
        }
    }

    private static <T extends Event> List<T> of(List<Event> events, Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
