package vn.thidua.console.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpenStreamsTest {

    private final OpenStreams streams = new OpenStreams(Duration.ofMillis(400), 10);

    @AfterEach
    void stop() {
        streams.stop();
    }

    @Test
    void close_what_says_nothing_and_leave_what_does() throws Exception {
        streams.start();
        var silent = new Answer();
        var talking = new Answer();
        streams.opened(silent);
        streams.opened(talking);

        while (!silent.closed.await(20, TimeUnit.MILLISECONDS)) {
            streams.heard(talking);
        }

        assertThat(talking.closed.getCount()).as("still open").isOne();
        assertThat(talking.closed.await(20, TimeUnit.SECONDS))
                .as("closed once it is silent, too")
                .isTrue();
    }

    @Test
    void admit_no_more_feeds_than_there_is_room_for_however_many_come_at_once() {
        assertThat(IntStream.range(0, 1_000)
                        .parallel()
                        .filter(feed -> streams.admitFeed())
                        .count())
                .isEqualTo(10);

        streams.feedEnded();

        assertThat(streams.admitFeed()).isTrue();
        assertThat(streams.admitFeed()).isFalse();
    }

    private static final class Answer extends InputStream {

        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() {
            return -1;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
