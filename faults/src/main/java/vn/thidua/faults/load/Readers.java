package vn.thidua.faults.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.thidua.faults.history.History;

/**
 * Readers of standings: some ask again and again, at whichever instance, some hold a stream open and come back to another
 * instance with the last id that they saw.
 */
public final class Readers implements AutoCloseable {

    private static final int SILENCE_MILLIS = 40_000;
    private static final String ID = "id:";

    private final Web web;
    private final History history;
    private final List<URI> ranking;
    private final List<String> boards;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<Socket> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger herds = new AtomicInteger();
    private volatile boolean over;

    /** Read from now on. */
    public Readers(Web web, History history, List<URI> ranking, List<String> boards, int streaming) {
        this.web = web;
        this.history = history;
        this.ranking = ranking;
        this.boards = boards;
        for (var board : boards) {
            threads.add(Thread.ofVirtual().start(() -> ask(board)));
        }
        for (var number = 0; number < streaming; number++) {
            var name = "stream-" + number;
            var board = boards.get(number % boards.size());
            threads.add(Thread.ofVirtual().start(() -> follow(name, board)));
        }
    }

    private URI next() {
        return ranking.get(Math.floorMod(turn.getAndIncrement(), ranking.size()));
    }

    private void ask(String board) {
        while (!over) {
            var reply = web.send(
                    Web.CITY, "GET", next().resolve("/api/ranking/v1/boards/" + board + "/standings"), null, Map.of());
            if (reply.isDone()) {
                history.saw("poll", board, reply.json().path("revision").asLong(), false);
            }
            pause(250);
        }
    }

    private void follow(String name, String board) {
        @Nullable String last = null;
        while (!over) {
            try (var stream = open(board, last)) {
                streams.add(stream);
                var lines = lines(stream);
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(ID)) {
                        last = line.substring(ID.length()).strip();
                        history.saw(name, board, Long.parseLong(last), true);
                    }
                }
            } catch (IOException ended) {
                // It comes back.
            } finally {
                streams.removeIf(Socket::isClosed);
            }
            pause(100);
        }
    }

    private Socket open(String board, @Nullable String last) throws IOException {
        var stream = new Socket(InetAddress.getLoopbackAddress(), next().getPort());
        try {
            stream.setSoTimeout(SILENCE_MILLIS);
            stream.getOutputStream().write(request(board, last).getBytes(UTF_8));
            return stream;
        } catch (IOException e) {
            close(stream);
            throw e;
        }
    }

    /** The lines of the protocol and of its chunks are none that begin like an id. */
    private static BufferedReader lines(Socket stream) throws IOException {
        return new BufferedReader(new InputStreamReader(stream.getInputStream(), UTF_8));
    }

    /**
     * So many readers more come at once, each is shown a board, all are dropped, and come back at once with what they saw.
     *
     * @throws IllegalStateException when some of them were not answered
     */
    public void herd(int count) {
        var herd = IntStream.range(0, count)
                .mapToObj(number -> new One("herd-" + herds.incrementAndGet(), boards.get(number % boards.size())))
                .toList();
        for (var visit = 0; visit < 2; visit++) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                herd.forEach(one -> threads.execute(one::come));
            }
            herd.forEach(One::go);
        }
        var answered = herd.stream().filter(one -> one.answers == 2).count();
        if (answered < count) {
            throw new IllegalStateException("%d of %d readers were answered twice".formatted(answered, count));
        }
    }

    /** One of a herd. */
    private final class One {

        private final String name;
        private final String board;
        private @Nullable Socket stream;
        private @Nullable String last;
        private int answers;

        private One(String name, String board) {
            this.name = name;
            this.board = board;
        }

        /** Returns once it is shown the board, or told that there is nothing newer; comes again where there was no room. */
        private void come() {
            var end = System.nanoTime() + Duration.ofMillis(SILENCE_MILLIS).toNanos();
            while (!isAnswered() && System.nanoTime() < end) {
                pause(2_000);
            }
        }

        private boolean isAnswered() {
            go();
            try {
                stream = open(board, last);
                var lines = lines(stream);
                for (var line = lines.readLine();
                        line != null && !line.startsWith("HTTP/1.1 503");
                        line = lines.readLine()) {
                    if (line.startsWith(ID)) {
                        last = line.substring(ID.length()).strip();
                        history.saw(name, board, Long.parseLong(last), false);
                    }
                    if (line.startsWith(ID) || last != null && line.startsWith(":")) {
                        answers++;
                        return true;
                    }
                }
            } catch (IOException unanswered) {
                // It is counted as such.
            }
            return false;
        }

        private void go() {
            if (stream != null) {
                close(stream);
            }
        }
    }

    private String request(String board, @Nullable String last) throws IOException {
        return "GET /api/ranking/v1/boards/" + board + "/standings/stream HTTP/1.1\r\nHost: localhost\r\n"
                + "Accept: text/event-stream\r\nAuthorization: Bearer " + web.token(Web.CITY) + "\r\n"
                + (last == null ? "" : "Last-Event-ID: " + last + "\r\n") + "\r\n";
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    /** Drops all streams at once: all come back. */
    public void drop() {
        streams.forEach(Readers::close);
    }

    @Override
    public void close() {
        over = true;
        drop();
    }
}
