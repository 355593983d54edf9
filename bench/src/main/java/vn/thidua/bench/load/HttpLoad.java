package vn.thidua.bench.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    private void play(Script script) {
        for (var submission : script.submissions()) {
            if (!submission.isAcknowledged() && (killed.getAsBoolean() || !submit(submission))) {
                return;
            }
        }
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
            answer = scoring.send(
                    "POST", "/api/scoring/v1/boards/" + submission.sheet().board() + "/sheets", body, headers);
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
        if (submission.isRepeat() && answer.status() == CREATED) {
            findings.countedTwice("the repeat of " + submission.key() + " was created");
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
