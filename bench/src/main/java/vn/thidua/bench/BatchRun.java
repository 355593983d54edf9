package vn.thidua.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import vn.thidua.bench.board.BenchTable;
import vn.thidua.bench.board.GeneratedBatch;
import vn.thidua.bench.board.GeneratedBatch.Item;
import vn.thidua.bench.run.BenchFailed;
import vn.thidua.bench.run.Findings;
import vn.thidua.bench.run.Parallel;
import vn.thidua.bench.run.Progress;
import vn.thidua.bench.system.Api;
import vn.thidua.bench.system.ChildSystem;
import vn.thidua.bench.system.PeerTool;
import vn.thidua.events.EventJson;
import vn.thidua.standalone.access.DemoClients;

/**
 * Many sheets in one request, one in a hundred of them wrong: how long until each has its answer, beside the same sheets
 * sent one by one, and beside Kafka's own tool on the same broker. Every answer is compared with what it has to be.
 */
final class BatchRun {

    private static final String ROOT = "/api/scoring/v1";
    private static final String PROBLEM = "urn:thidua:problem:";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Random random;
    private final int events;
    private final int clients;
    private final Progress progress;
    private final Findings findings = new Findings();

    BatchRun(long seed, int events, int clients, Progress progress) {
        this.random = new Random(seed);
        this.events = events;
        this.clients = clients;
        this.progress = progress;
    }

    Figures.Batch run() throws InterruptedException {
        progress.step("Batch: starting the system");
        try (var system = ChildSystem.start()) {
            // Both go to a system that has been used: neither is to pay for its first requests.
            var warmUp = register(system, GeneratedBatch.of("bench-warm-up", Math.min(events, 1_000), random));
            send(system, warmUp);
            oneByOne(system, warmUp.items().subList(0, warmUp.items().size() / 2));
            var together = register(system, GeneratedBatch.of("bench-together", events, random));
            var apart = register(system, GeneratedBatch.of("bench-apart", events, random));
            progress.step("%d boards of %d units are open"
                    .formatted(2 * together.boards().size(), together.units().size()));

            var body = body(together);
            var batch = seconds(() -> compare(together, post(system, together, body)));
            progress.step("one request: %.1f s".formatted(batch));
            var single = seconds(() -> oneByOne(system, apart.items()));
            progress.step("one by one: %.1f s".formatted(single));
            counted(system, together);
            counted(system, apart);
            var recordBytes = together.items().getFirst().json().getBytes(UTF_8).length;
            var peer = new PeerTool(system.kafka()).run(events, recordBytes);
            var right = right(together.items()).size();
            return new Figures.Batch(
                    right,
                    events - right,
                    body.length,
                    batch,
                    right / batch,
                    single,
                    right / single,
                    peer,
                    single / batch,
                    right / batch / peer.recordsPerSecond(),
                    findings.found());
        }
    }

    private GeneratedBatch register(ChildSystem system, GeneratedBatch batch) throws InterruptedException {
        var city = system.scoring().as(DemoClients.CITY);
        var head = system.scoring().asDistrict(batch.sender());
        Parallel.each(
                clients,
                batch.units(),
                unit -> city.put(ROOT + "/units/" + unit, Map.of("name", unit)).ok());
        var cluster = ROOT + "/clusters/" + batch.cluster();
        city.put(cluster, batch.membership()).ok();
        city.put(cluster + "/score-tables/" + BenchTable.TABLE.version(), BenchTable.TABLE)
                .ok();
        city.put(cluster + "/head", Map.of("unit", batch.sender(), "from", "2000-01-01"))
                .ok();
        Parallel.each(clients, batch.boards(), board -> {
            var plan = Map.of("year", batch.year(), "scoreTable", BenchTable.TABLE.version());
            head.put(ROOT + "/boards/" + board, plan).ok();
            head.post(ROOT + "/boards/" + board + "/open").ok();
        });
        return batch;
    }

    private void send(ChildSystem system, GeneratedBatch batch) {
        compare(batch, post(system, batch, body(batch)));
    }

    private static byte[] body(GeneratedBatch batch) {
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(bytes)) {
            zipped.write(batch.items().stream()
                    .map(Item::json)
                    .collect(Collectors.joining(",", "[", "]"))
                    .getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Api.Answer post(ChildSystem system, GeneratedBatch batch, byte[] body) {
        try {
            return system.scoring()
                    .asDistrict(batch.sender())
                    .send(
                            "POST",
                            ROOT + "/events",
                            body,
                            Map.of("Content-Type", "application/cloudevents-batch+json", "Content-Encoding", "gzip"));
        } catch (IOException e) {
            throw new BenchFailed("the batch got no answer: " + e, e);
        }
    }

    private void compare(GeneratedBatch batch, Api.Answer answer) {
        var results = answer.ok().json().path("items");
        if (results.size() != batch.items().size()) {
            findings.wrong("%d events got %d answers".formatted(batch.items().size(), results.size()));
        }
        for (var index = 0; index < Math.min(results.size(), batch.items().size()); index++) {
            compare(index, batch.items().get(index), results.get(index));
        }
    }

    private void compare(int index, Item item, JsonNode result) {
        var sheet = item.sheet();
        var expected = sheet == null
                ? "refused " + item.refusal()
                : "accepted %s/%s/%s/%s 1".formatted(sheet.board(), sheet.kind(), sheet.scorer(), sheet.target());
        var found = result.path("outcome").asString() + " "
                + (sheet == null ? refusal(result.path("problem")) : counted(result.path("receipt")));
        if (result.path("index").asInt(-1) != index || !found.equals(expected)) {
            findings.wrong("event %d has to be %s: %s".formatted(index, expected, result));
        }
    }

    private static String counted(JsonNode receipt) {
        return receipt.path("sheet").asString() + " " + receipt.path("revision").asInt();
    }

    private static String refusal(JsonNode problem) {
        var errors = new StringBuilder();
        for (var error : problem.path("errors")) {
            var pointer = error.path("pointer").asString();
            errors.append(pointer.isEmpty() ? "" : " " + pointer)
                    .append(": ")
                    .append(error.path("rule").asString());
        }
        return problem.path("status").asInt() + " "
                + problem.path("type").asString().replace(PROBLEM, "") + errors;
    }

    private void oneByOne(ChildSystem system, List<Item> items) throws InterruptedException {
        var district = system.scoring();
        Parallel.each(clients, right(items), item -> {
            var sheet = requireNonNull(item.sheet());
            var path = ROOT + "/boards/" + sheet.board() + "/sheets";
            try {
                var answer = district.asDistrict(requireNonNull(sheet.scorer()))
                        .send("POST", path, EventJson.mapper().writeValueAsBytes(sheet), Map.of());
                if (!answer.isSuccess()) {
                    findings.wrong(answer.toString());
                }
            } catch (IOException e) {
                findings.lost("no answer: " + e);
            }
        });
    }

    private static List<Item> right(List<Item> items) {
        return items.stream().filter(item -> item.refusal() == null).toList();
    }

    /** The standings show every sheet that was accepted, and no other. */
    private void counted(ChildSystem system, GeneratedBatch batch) throws InterruptedException {
        var expected = right(batch.items()).size();
        var ranking = system.ranking().as(DemoClients.CITY);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var counted = new AtomicInteger();
            Parallel.each(
                    clients,
                    batch.boards(),
                    board -> counted.addAndGet(ranking.get("/api/ranking/v1/boards/" + board + "/standings")
                            .json()
                            .path("sheetsCounted")
                            .asInt()));
            if (counted.get() == expected) {
                return;
            }
            if (System.nanoTime() > deadline || counted.get() > expected) {
                var words = "%s: %d sheets count, not %d".formatted(batch.cluster(), counted.get(), expected);
                if (counted.get() > expected) {
                    findings.countedTwice(words);
                } else {
                    findings.lost(words);
                }
                return;
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private static double seconds(Step step) throws InterruptedException {
        var started = System.nanoTime();
        step.run();
        return Figures.inSeconds(Duration.ofNanos(System.nanoTime() - started));
    }

    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }
}
