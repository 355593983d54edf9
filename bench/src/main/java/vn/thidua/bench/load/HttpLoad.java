package vn.thidua.bench.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import vn.thidua.bench.run.Findings;
import vn.thidua.bench.run.Parallel;
import vn.thidua.bench.system.Api;
import vn.thidua.events.EventJson;
import vn.thidua.events.Receipt;

/**
 * District systems that send over HTTP: each client takes a sheet, makes its requests one after the other, each with
 * its key and a correction with {@code If-Match}, and takes the next.
 */
public final class HttpLoad {

    private static final int CREATED = 201;
    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Api scoring;
    private final int clients;
    private final Ledger ledger;
    private final Findings findings;
    private final BooleanSupplier killed;
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Histogram latencies = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(2), 3);

    /** @param killed says when a missing answer is no finding, because the system has been killed */
    public HttpLoad(Api scoring, int clients, Ledger ledger, Findings findings, BooleanSupplier killed) {
        this.scoring = scoring;
        this.clients = clients;
        this.ledger = ledger;
        this.findings = findings;
        this.killed = killed;
    }

    /** Makes all requests that are not acknowledged yet; returns when that is done, or the system is killed. */
    public Speed run(List<Script> scripts) throws InterruptedException {
        var todo = scripts.stream().filter(script -> !script.isDone()).toList();
        var started = System.nanoTime();
        Parallel.each(clients, todo, this::play);
        var took = System.nanoTime() - started;
        var all = scripts.stream()
                .flatMap(script -> script.submissions().stream())
                .toList();
        return Speed.of(all, took, latency());
    }

    /** A repeat that follows its first at once is sent while the first is still under way, as an impatient sender does. */
    private void play(Script script) {
        var todo = script.submissions().stream()
                .filter(submission -> !submission.isAcknowledged())
                .toList();
        for (var index = 0; index < todo.size() && !killed.getAsBoolean(); index++) {
            var submission = todo.get(index);
            var next = index + 1 < todo.size() ? todo.get(index + 1) : submission;
            var twice = next.isRepeat() && next.key().equals(submission.key());
            if (!(twice ? submitBoth(submission, next) : submit(submission))) {
                return;
            }
            index += twice ? 1 : 0;
        }
    }

    private boolean submitBoth(Submission first, Submission repeat) {
        var repeated = new AtomicBoolean();
        var beside = Thread.ofVirtual().start(() -> repeated.set(submit(repeat)));
        var done = submit(first);
        try {
            beside.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return done && repeated.get();
    }

    private boolean submit(Submission submission) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Idempotency-Key", submission.key());
        if (submission.isCorrection()) {
            headers.put("If-Match", "\"" + (submission.revision() - 1) + "\"");
        }
        var body = submission.httpBody();
        submission.sending();
        var started = System.nanoTime();
        Api.Answer answer;
        try {
            answer = scoring.asDistrict(submission.sheet().scorer())
                    .send("POST", "/api/scoring/v1/boards/" + submission.sheet().board() + "/sheets", body, headers);
        } catch (IOException e) {
            if (!killed.getAsBoolean()) {
                findings.lost("no answer to %s: %s".formatted(submission.key(), e));
            }
            return false;
        }
        if (!answer.isSuccess()) {
            if (!killed.getAsBoolean()) {
                findings.wrong(submission.key() + " was refused: " + answer);
            }
            return false;
        }
        latencies.recordValue(System.nanoTime() - started);
        if (answer.status() == CREATED && !created.add(submission.key())) {
            findings.countedTwice(submission.key() + " was created twice");
        }
        ledger.acknowledge(submission, EventJson.read(Receipt.class, answer.body()));
        return true;
    }

    private Speed.Latency latency() {
        return new Speed.Latency(
                latencies.getValueAtPercentile(50) / NANOS_PER_MILLI,
                latencies.getValueAtPercentile(99) / NANOS_PER_MILLI,
                latencies.getMaxValue() / NANOS_PER_MILLI);
    }
}
