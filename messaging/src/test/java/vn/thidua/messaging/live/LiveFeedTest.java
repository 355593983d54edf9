package vn.thidua.messaging.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.messaging.MovableClock;
import vn.thidua.messaging.live.LiveFeed.Message;
import vn.thidua.messaging.problem.Problems;

/** Over a real web server and plain sockets: what a reader gets, and what becomes of readers that misbehave. */
@Timeout(60)
class LiveFeedTest {

    private static final Duration PERMITTED = Duration.ofMinutes(10);

    private static ConfigurableApplicationContext web;
    private static LiveFeed feed;
    private static Stored stored;

    private final List<Connection> connections = new ArrayList<>();

    @BeforeAll
    static void start() {
        web = application();
        feed = web.getBean(LiveFeed.class);
        stored = web.getBean(Stored.class);
    }

    private static ConfigurableApplicationContext application(String... more) {
        var arguments = new ArrayList<>(List.of(
                "--spring.config.import=classpath:service-defaults.yml",
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.register-shutdown-hook=false"));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(Web.class).run(arguments.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @BeforeEach
    void nothingIsStored() {
        stored.messages.clear();
    }

    @AfterEach
    void everyReaderIsForgotten() {
        connections.forEach(Connection::close);
        await().untilAsserted(() -> {
            assertThat(feed.keys()).isEmpty();
            assertThat(readerThreads()).isZero();
        });
    }

    private Connection connect(String key, @Nullable String lastEventId) {
        var connection = new Connection(web, key, lastEventId);
        connections.add(connection);
        return connection;
    }

    private static void push(String key, long id) {
        feed.push(key, new Message(id, "step", new Step(id, "bước")));
    }

    private static long readerThreads() {
        var dump = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("reader-"))
                .count();
        return dump + VirtualThreads.named("reader-");
    }

    @Test
    void aNewReaderGetsWhatThereIsAndThenWhatComes() {
        stored.put(7);
        var reader = connect("board", null);
        reader.awaitIds(7);

        push("board", 8);
        push("other", 9);
        push("board", 10);

        reader.awaitIds(7, 8, 10);
        assertThat(readerThreads()).isEqualTo(1);
        assertThat(reader.received())
                .containsIgnoringCase("content-type: text/event-stream")
                .contains("event:step")
                .contains("data:{\"id\":8,\"name\":\"bước\"}");
    }

    @Test
    void whatIsPushedIsWrittenOnceForAll() {
        var readers = List.of(connect("board", null), connect("board", null), connect("board", null));
        readers.forEach(reader -> await().until(() -> reader.received().contains(":ok")));
        var written = new AtomicInteger();

        feed.push("board", new Message(1, "step", new Object() {
            @JsonProperty
            String name() {
                return "bước " + written.incrementAndGet();
            }
        }));

        readers.forEach(reader -> {
            reader.awaitIds(1);
            await().until(() -> reader.received().contains("data:{\"name\":\"bước 1\"}"));
        });
    }

    @Test
    void aReaderThatComesBackGetsWhatItMissedAndNothingTwice() {
        LongStream.rangeClosed(1, 9).forEach(stored::put);

        var reader = connect("board", "5");
        reader.awaitIds(6, 7, 8, 9);

        push("board", 9);
        push("board", 10);
        reader.awaitIds(6, 7, 8, 9, 10);
    }

    @Test
    void anIdThatIsNoneIsNoReasonToSendNothing() {
        stored.put(3);

        connect("board", "yesterday").awaitIds(3);
    }

    @Test
    void idsNeverGoBackOnAConnection() throws InterruptedException {
        var random = new Random(42);
        stored.put(500);
        var reader = connect("board", null);
        reader.awaitIds(500);

        try (var pushers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 4; i++) {
                pushers.submit(() -> random.longs(50, 1, 1_000).forEach(id -> push("board", id)));
            }
        }
        push("board", 2_000);

        await().until(() -> reader.ids().contains(2_000L));
        assertThat(reader.ids()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aSilentConnectionIsKeptAlive() {
        var reader = connect("board", null);

        await().until(() -> reader.received().contains(":still here"));
    }

    @Test
    void aReaderThatLeavesIsForgotten() {
        var reader = connect("board", null);
        await().until(() -> feed.keys().contains("board"));

        reader.close();

        await().until(() -> feed.keys().isEmpty());
    }

    @Test
    void manyReadersOfOneKeyComeAndGo() {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 50; i++) {
                all.submit(() -> {
                    try (var reader = new Connection(web, "board", null)) {
                        stored.put(1);
                        await().until(() -> reader.received().contains("HTTP/1.1 200"));
                    }
                });
            }
        }
        var last = connect("board", null);
        await().until(() -> feed.keys().contains("board"));
        push("board", 99);

        await().until(() -> last.ids().contains(99L));
    }

    @Test
    void aReaderThatDoesNotKeepUpIsLetGoAndNobodyWaitsForIt() {
        var slow = connect("board", null);
        slow.stopReading();
        var quick = connect("board", null);
        await().until(() -> quick.received().contains(":ok"));
        var large = "x".repeat(100_000);

        var longest = Duration.ZERO;
        for (var id = 1L; id <= 600; id++) {
            var begin = System.nanoTime();
            feed.push("board", new Message(id, "step", new Step(id, large)));
            var took = Duration.ofNanos(System.nanoTime() - begin);
            longest = took.compareTo(longest) > 0 ? took : longest;
            var expected = id;
            await().pollInterval(Duration.ofMillis(2)).until(() -> quick.lastId() == expected);
        }

        assertThat(longest).isLessThan(Duration.ofSeconds(1));
        slow.close();
        push("board", 601);
        await().until(() -> quick.lastId() == 601);
    }

    @Test
    void aConnectionEndsWithThePermissionThatItWasOpenedWithAndTheReaderComesBack() {
        var clock = web.getBean(MovableClock.class);
        stored.put(1);
        var reader = connect("board", null);
        reader.awaitIds(1);

        clock.advance(PERMITTED.minusSeconds(1));
        push("board", 2);
        reader.awaitIds(1, 2);
        assertThat(reader.isClosedByServer()).isFalse();

        clock.advance(Duration.ofSeconds(1));
        push("board", 3);
        stored.put(3);

        await().until(reader::isClosedByServer);
        assertThat(reader.ids()).containsExactly(1L, 2L);
        connect("board", "2").awaitIds(3);
    }

    @Test
    void aReplayThatFailsEndsTheConnectionSoThatTheReaderComesBack() {
        stored.fails = true;
        try {
            var reader = connect("board", null);

            await().until(reader::isClosedByServer);
        } finally {
            stored.fails = false;
        }
    }

    @Test
    void whoComesWhenThereAreTooManyIsToldToComeAgainAndTheOthersStay() {
        try (var few = application("--most=2", "--heartbeat=1h");
                var one = new Connection(few, "board", null);
                var other = new Connection(few, "board", null)) {
            await().until(() ->
                    one.received().contains(":ok") && other.received().contains(":ok"));

            try (var third = new Connection(few, "board", null)) {
                await().until(third::isClosedByServer);
                assertThat(third.received())
                        .startsWith("HTTP/1.1 503")
                        .containsIgnoringCase("retry-after: 2")
                        .contains("urn:thidua:problem:too-many-readers");
            }

            few.getBean(LiveFeed.class).push("board", new Message(1, "step", new Step(1, "bước")));
            one.awaitIds(1);
            other.awaitIds(1);
        }
    }

    @Test
    void thoseWhoLeftUnnoticedMakeRoomForTheNext() {
        try (var few = application("--most=2", "--heartbeat=1h")) {
            for (var i = 0; i < 2; i++) {
                try (var reader = new Connection(few, "board", null)) {
                    await().until(() -> reader.received().contains(":ok"));
                }
            }

            await().untilAsserted(() -> {
                try (var next = new Connection(few, "board", null)) {
                    await().until(() -> next.received().contains("HTTP/1.1 "));
                    assertThat(next.received()).startsWith("HTTP/1.1 200");
                }
            });
        }
    }

    @Test
    void aCrowdOfReplaysIsReadAFewAtATime() {
        stored.put(1);
        stored.gate.drainPermits();
        var crowd = new ArrayList<Connection>();
        for (var i = 0; i < 80; i++) {
            crowd.add(connect("board", null));
        }
        await().until(() -> stored.reading.get() > 0
                && crowd.stream().allMatch(reader -> reader.received().contains(":ok")));
        assertThat(stored.reading.get()).isLessThanOrEqualTo(32);

        stored.gate.release(1_000_000);

        crowd.forEach(reader -> reader.awaitIds(1));
        assertThat(stored.mostReading.get()).isLessThanOrEqualTo(32);
    }

    @Test
    void aShutdownIsPromptWithReadersConnected() {
        var other = application();
        var readers = new ArrayList<Connection>();
        for (var i = 0; i < 5; i++) {
            readers.add(new Connection(other, "board-" + i, null));
        }
        await().until(() -> other.getBean(LiveFeed.class).keys().size() == 5);

        var begin = System.nanoTime();
        other.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        readers.forEach(reader -> await().until(reader::isClosedByServer));
        assertThat(readers).allSatisfy(reader -> assertThat(reader.received()).endsWith("0\r\n\r\n"));
    }

    @Test
    void aFeedThatIsClosedTakesNoReadersUntilItIsStartedAgain() {
        feed.stop();
        try {
            var early = connect("board", null);
            await().until(early::isClosedByServer);
            assertThat(feed.keys()).isEmpty();
        } finally {
            feed.start();
        }
        stored.put(1);
        connect("board", null).awaitIds(1);
    }

    record Step(long id, String name) {}

    static final class Stored {

        private final ConcurrentSkipListMap<Long, Message> messages = new ConcurrentSkipListMap<>();
        private final Semaphore gate = new Semaphore(1_000_000);
        private final AtomicInteger reading = new AtomicInteger();
        private final AtomicInteger mostReading = new AtomicInteger();
        private volatile boolean fails;

        void put(long id) {
            messages.put(id, new Message(id, "step", new Step(id, "bước")));
        }

        List<Message> after(@Nullable Long id) {
            if (fails) {
                throw new IllegalStateException("the store is away");
            }
            mostReading.accumulateAndGet(reading.incrementAndGet(), Math::max);
            gate.acquireUninterruptibly();
            reading.decrementAndGet();
            return List.copyOf((id == null ? messages : messages.tailMap(id, false)).values());
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    @Import(Problems.class)
    static class Web {

        @Bean
        MovableClock clock() {
            return new MovableClock(Instant.parse("2019-11-05T07:00:00Z"));
        }

        @Bean
        LiveFeed liveFeed(
                MovableClock clock,
                JsonMapper mapper,
                @Value("${heartbeat:200ms}") Duration heartbeat,
                @Value("${most:1000}") int most) {
            return new LiveFeed(clock, mapper, heartbeat, most);
        }

        @Bean
        Stored stored() {
            return new Stored();
        }

        @Bean
        Streams streams(LiveFeed feed, Stored stored, MovableClock clock) {
            return new Streams(feed, stored, clock);
        }
    }

    @RestController
    static final class Streams {

        private final LiveFeed feed;
        private final Stored stored;
        private final MovableClock clock;

        Streams(LiveFeed feed, Stored stored, MovableClock clock) {
            this.feed = feed;
            this.stored = stored;
            this.clock = clock;
        }

        @GetMapping(path = "/{key}", produces = "text/event-stream")
        SseEmitter stream(
                @PathVariable String key,
                @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
            return feed.subscribe(key, lastEventId, clock.instant().plus(PERMITTED), stored::after);
        }
    }

    /** A reader as bare as it gets, so that it can stop reading or vanish. */
    private static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private volatile boolean reading = true;
        private volatile boolean closedByServer;

        Connection(ConfigurableApplicationContext web, String key, @Nullable String lastEventId) {
            var port = Integer.parseInt(web.getEnvironment().getRequiredProperty("local.server.port"));
            try {
                socket = new Socket();
                socket.setReceiveBufferSize(8 * 1024);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                socket.getOutputStream()
                        .write(("GET /" + key + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                                        + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n")
                                        + "Connection: close\r\n\r\n")
                                .getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            var buffer = new byte[64 * 1024];
            try {
                while (reading) {
                    var count = socket.getInputStream().read(buffer);
                    if (count < 0) {
                        closedByServer = true;
                        return;
                    }
                    synchronized (received) {
                        received.write(buffer, 0, count);
                    }
                }
            } catch (IOException e) {
                closedByServer = reading;
            }
        }

        String received() {
            synchronized (received) {
                return received.toString(UTF_8);
            }
        }

        List<Long> ids() {
            return received()
                    .lines()
                    .filter(line -> line.startsWith("id:"))
                    .map(line -> Long.valueOf(line.substring(3).strip()))
                    .toList();
        }

        /** Without reading all of it: there may be much. */
        long lastId() {
            synchronized (received) {
                var bytes = received.toByteArray();
                var tail =
                        new String(bytes, Math.max(0, bytes.length - 250_000), Math.min(250_000, bytes.length), UTF_8);
                var at = tail.lastIndexOf("\nid:");
                if (bytes.length > 1_000_000) {
                    received.reset();
                    received.writeBytes(tail.getBytes(UTF_8));
                }
                return at < 0
                        ? -1
                        : Long.parseLong(tail.substring(at + 4, tail.indexOf('\n', at + 1))
                                .strip());
            }
        }

        void awaitIds(long... ids) {
            await().untilAsserted(() ->
                    assertThat(ids()).containsExactly(LongStream.of(ids).boxed().toArray(Long[]::new)));
        }

        boolean isClosedByServer() {
            return closedByServer;
        }

        void stopReading() {
            await().until(() -> received().contains(":ok"));
            reading = false;
        }

        @Override
        public void close() {
            reading = false;
            if (socket.isClosed()) {
                return;
            }
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
