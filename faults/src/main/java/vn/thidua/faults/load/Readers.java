package vn.thidua.faults.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.thidua.faults.history.History;

/**
 * Readers of standings: some ask again and again, at whichever instance, some hold a stream open and come back to another
 * instance with the last id that they saw.
 */
public final class Readers implements AutoCloseable {

    private static final int SILENCE_MILLIS = 40_000;

    private final Web web;
    private final History history;
    private final List<URI> ranking;
    private final List<String> boards;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<Socket> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
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
            var origin = next();
            try (var stream = new Socket(InetAddress.getLoopbackAddress(), origin.getPort())) {
                stream.setSoTimeout(SILENCE_MILLIS);
                streams.add(stream);
                stream.getOutputStream().write(request(board, last).getBytes(UTF_8));
                // The lines of the protocol and of its chunks are none that begin like an id.
                var lines = new BufferedReader(new InputStreamReader(stream.getInputStream(), UTF_8));
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("id:")) {
                        last = line.substring(3).strip();
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

    /** Drops all streams at once: all come back. */
    public void drop() {
        for (var stream : streams) {
            try {
                stream.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }

    @Override
    public void close() {
        over = true;
        drop();
    }
}
