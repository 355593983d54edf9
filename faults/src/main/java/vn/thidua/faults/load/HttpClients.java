package vn.thidua.faults.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import vn.thidua.faults.history.History;
import vn.thidua.faults.load.Work.Request;

/** Districts' systems that send over HTTP, to any instance; what has no clear answer is sent again with the same key. */
final class HttpClients {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(120).toNanos();

    private final Web web;
    private final History history;
    private final List<URI> scoring;
    private final Tally tally;

    HttpClients(Web web, History history, List<URI> scoring, Tally tally) {
        this.web = web;
        this.history = history;
        this.scoring = scoring;
        this.tally = tally;
    }

    /** Sends, and returns once it is answered, refused, or given up. */
    void submit(Request request, boolean counts) throws InterruptedException {
        var work = request.work();
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        for (var attempt = 1; System.nanoTime() < deadline; attempt++) {
            var operation = history.submits(
                    "http", work.scorer, work.scorer, work.board.id, work.id(), request.key(), request.contentJson());
            var instance = scoring.get(ThreadLocalRandom.current().nextInt(scoring.size()));
            var reply = web.send(
                    Web.district(work.scorer),
                    "POST",
                    instance.resolve("/api/scoring/v1/boards/" + work.board.id + "/sheets"),
                    request.body(),
                    Map.of("Idempotency-Key", request.key()));
            switch (reply.certainty()) {
                case DONE -> {
                    var revision = reply.json().path("revision").asLong();
                    history.ok(operation, reply.json());
                    tally.lastHttp.set(System.nanoTime());
                    if (counts) {
                        tally.acknowledged.incrementAndGet();
                        work.acknowledged(revision);
                    }
                    return;
                }
                case NOT_DONE -> history.failed(operation, reply.what());
                case UNKNOWN -> {
                    history.unknown(operation, reply.what());
                    tally.unknown.incrementAndGet();
                }
            }
            if (!reply.isPassing()) {
                tally.refused(reply.json().path("type").asString("") + " " + reply.status());
                break;
            }
            Thread.sleep(Math.min(2_000, 100L * attempt));
        }
        if (counts) {
            work.over();
        }
    }

    /** A unit sends a sheet of another, which must be refused. */
    void trespass(Request request, String stranger) {
        var work = request.work();
        var operation = history.submits(
                "http",
                stranger,
                work.scorer,
                work.board.id,
                work.id(),
                "stranger " + request.key(),
                request.contentJson());
        var instance = scoring.get(ThreadLocalRandom.current().nextInt(scoring.size()));
        var reply = web.send(
                Web.district(stranger),
                "POST",
                instance.resolve("/api/scoring/v1/boards/" + work.board.id + "/sheets"),
                request.contentJson(),
                Map.of("Idempotency-Key", "stranger " + request.key()));
        switch (reply.certainty()) {
            case DONE -> history.ok(operation, reply.json());
            case NOT_DONE -> history.failed(operation, reply.what());
            case UNKNOWN -> history.unknown(operation, reply.what());
        }
    }
}
