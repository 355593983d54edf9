package vn.thidua.scoring.intake.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.scoring.RunningScoring.API;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.thidua.scoring.RunningScoring;
import vn.thidua.scoring.Sample;
import vn.thidua.scoring.intake.EventBatch;
import vn.thidua.scoring.intake.EventBatches;
import vn.thidua.scoring.intake.TakeEvents;
import vn.thidua.scoring.intake.WorkOffBatch;

@Timeout(60)
class BatchOfAnotherInstanceTest {

    private static final int PARTS = 5;

    @Test
    void isTakenOverWhenItStandsStillAndWatchedFromWhereItIsNotWorkedOff() throws Exception {
        try (var watched = RunningScoring.embedded("batch_of_another")) {
            var batches = watched.bean(EventBatches.class);
            // As an instance leaves it that was killed after it had answered.
            IntStream.range(0, PARTS)
                    .forEach(part -> batches.keepPart("bo-lai", part, List.of("not an event".getBytes(UTF_8))));
            batches.add(EventBatch.of(
                    "bo-lai",
                    Sample.by("HBT"),
                    Sample.NOON,
                    PARTS,
                    IntStream.range(0, PARTS).boxed().toList()));
            var lines = CompletableFuture.supplyAsync(() -> watched.district("HBT")
                    .lines(API + "/events/batches/bo-lai/stream", "", line -> line.equals("event:done")));

            var elsewhere = new BatchWorker(
                    batches,
                    new WorkOffBatch(
                            batches, watched.bean(TakeEvents.class), (batch, results) -> {}, Clock.systemUTC()),
                    Duration.ofMillis(100));
            // It has nothing of its own to begin with: it looks at what the others do.
            elsewhere.start();
            try {
                assertThat(lines.get(30, TimeUnit.SECONDS).stream().filter(line -> line.startsWith("id:")))
                        .containsExactly("id:1", "id:2", "id:3", "id:4", "id:5", "id:6");
            } finally {
                elsewhere.stop();
            }
            assertThat(batches.unfinished()).doesNotContain("bo-lai");
        }
    }
}
