package vn.thidua.standalone.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Two readers of one board's standings, one that asks and one that is told; neither may ever be shown older ones. */
final class Watchers {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final Client client;
    private final String path;
    private final List<String> backwards = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean watching = true;

    Watchers(Client client, String path) {
        this.client = client;
        this.path = path;
    }

    void start() {
        threads.add(Thread.ofVirtual().name("asking").start(this::ask));
        threads.add(Thread.ofVirtual().name("told").start(this::follow));
    }

    private void ask() {
        while (watching) {
            try {
                var answer = client.ask("GET", path, null, "If-None-Match", "\"" + asked + "\"");
                if (answer.status() == 200) {
                    seen("asked for", asked, answer.json().get("revision").asLong());
                }
            } catch (IllegalStateException unanswered) {
                // No answer is not an older one; whether it arrives at the newest is looked at in the end.
                System.out.println(unanswered.getMessage());
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void follow() {
        while (watching) {
            try {
                var request = client.request(path + "/stream", "Accept", "text/event-stream");
                if (told.get() > 0) {
                    request.header("Last-Event-ID", told.toString());
                }
                try (var lines = client.http()
                        .send(request.build(), BodyHandlers.ofLines())
                        .body()) {
                    lines.takeWhile(line -> watching)
                            .filter(line -> line.startsWith("id:"))
                            .forEach(line -> seen(
                                    "told",
                                    told,
                                    Long.parseLong(line.substring(3).strip())));
                }
            } catch (IOException | UncheckedIOException | IllegalStateException cut) {
                // As a browser does: it comes back with the last id that it saw.
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void seen(String how, AtomicLong last, long revision) {
        if (revision <= last.get()) {
            backwards.add("who was " + how + " standings saw " + revision + " after " + last);
        }
        last.set(revision);
    }

    /** Both have to arrive there, whatever came in between. */
    void awaitRevision(long revision, List<String> findings) {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (asked.get() < revision || told.get() < revision) {
            if (System.nanoTime() > deadline) {
                findings.add("the newest standings are " + revision + ", who asked has " + asked + ", who was told has "
                        + told);
                return;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    List<String> stop() throws InterruptedException {
        watching = false;
        for (var thread : threads) {
            thread.interrupt();
            thread.join();
        }
        return List.copyOf(backwards);
    }
}
