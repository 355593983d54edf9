package vn.thidua.messaging.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import vn.thidua.messaging.MovableClock;

class ThroughputTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2019-11-05T07:00:00.900Z"));
    private final Throughput throughput = new Throughput(clock);

    @Test
    void countsWhatThereWas() {
        throughput.mark(3);
        throughput.mark(4);

        assertThat(throughput.total()).isEqualTo(7);
    }

    @Test
    void isTheMeanOfTheLastTenFullSeconds() {
        for (var second = 0; second < 30; second++) {
            throughput.mark(second);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(throughput.perSecond()).isEqualTo((20 + 29) / 2.0);
        assertThat(throughput.total()).isEqualTo(29 * 30 / 2);
    }

    @Test
    void theSecondThatIsNotOverDoesNotCountYet() {
        throughput.mark(100);
        assertThat(throughput.perSecond()).isZero();

        clock.advance(Duration.ofMillis(100));
        assertThat(throughput.perSecond()).isEqualTo(10);
    }

    @Test
    void isZeroAgainTenSecondsAfterTheLast() {
        throughput.mark(100);
        clock.advance(Duration.ofSeconds(10));
        assertThat(throughput.perSecond()).isEqualTo(10);

        clock.advance(Duration.ofSeconds(1));
        assertThat(throughput.perSecond()).isZero();
    }

    @Test
    void losesNothingWhenManyCount() {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 16; i++) {
                all.submit(() -> {
                    for (var n = 0; n < 1_000; n++) {
                        throughput.mark(1);
                    }
                });
            }
        }

        clock.advance(Duration.ofSeconds(1));
        assertThat(throughput.total()).isEqualTo(16_000);
        assertThat(throughput.perSecond()).isEqualTo(1_600);
    }
}
