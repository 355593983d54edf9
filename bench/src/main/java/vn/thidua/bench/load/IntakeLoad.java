package vn.thidua.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vn.thidua.bench.run.Findings;
import vn.thidua.events.IntakeResult;
import vn.thidua.events.IntakeResult.Outcome;
import vn.thidua.events.Topics;
import vn.thidua.standalone.access.DemoClients;
import vn.thidua.standalone.demo.KafkaDoor;

/**
 * District systems that send over Kafka: CloudEvents, each district to its own topic, pipelined, a repeat with the
 * {@code ce_id} of the first. Every record must be answered, and no record twice.
 */
public final class IntakeLoad implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final String source;
    private final Clock clock;
    private final Ledger ledger;
    private final Findings findings;
    private final BooleanSupplier killed;
    private final boolean afterKill;
    private final Map<String, Producer<byte[], byte[]>> producers = new HashMap<>();
    private final List<IntakeAnswers> answers = new ArrayList<>();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final Semaphore open;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private volatile long lastAnswer;

    /**
     * @param unanswered how many records may wait for their answer before the next is sent
     * @param killed says when a missing answer is no finding, because the system has been killed
     * @param afterKill answers that were given before are read again, and further ones are no finding
     */
    public IntakeLoad(
            KafkaDoor kafka,
            String source,
            int unanswered,
            Clock clock,
            Ledger ledger,
            Findings findings,
            BooleanSupplier killed,
            boolean afterKill) {
        this.source = source;
        this.clock = clock;
        this.ledger = ledger;
        this.findings = findings;
        this.killed = killed;
        this.afterKill = afterKill;
        this.open = new Semaphore(unanswered);
        for (var unit : DemoClients.UNITS) {
            producers.put(unit, producer(kafka, unit));
            answers.add(new IntakeAnswers(kafka, unit, afterKill, this::read));
        }
    }

    private static Producer<byte[], byte[]> producer(KafkaDoor kafka, String unit) {
        var settings = new HashMap<>(kafka.settings(DemoClients.district(unit)));
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends all that is not acknowledged yet; returns when all is answered, or the system is killed. */
    public Speed run(List<Submission> submissions) throws InterruptedException {
        var todo = submissions.stream()
                .filter(submission -> !submission.isAcknowledged())
                .toList();
        todo.forEach(submission -> waiting.computeIfAbsent(submission.key(), key -> new Waiting())
                .expected
                .add(submission));
        var started = System.nanoTime();
        lastAnswer = started;
        for (var submission : todo) {
            if (!mayGoOn()) {
                break;
            }
            send(submission);
        }
        awaitAnswers(todo);
        return Speed.of(submissions, lastAnswer - started, null);
    }

    private boolean mayGoOn() throws InterruptedException {
        while (!killed.getAsBoolean()) {
            if (open.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (isSilent()) {
                return false;
            }
        }
        return false;
    }

    private void send(Submission submission) {
        var scorer = submission.sheet().scorer();
        var message = new ProducerRecord<>(
                Topics.intake(scorer), submission.sheet().board().getBytes(UTF_8), submission.intakeData());
        message.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", submission.key().getBytes(UTF_8))
                .add("ce_source", source.getBytes(UTF_8))
                .add("ce_type", Topics.SHEET_TYPE.getBytes(UTF_8))
                .add("ce_time", clock.instant().toString().getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
        bytes.addAndGet(size(message));
        records.incrementAndGet();
        submission.sending();
        requireNonNull(producers.get(scorer), scorer).send(message, (stored, failure) -> {
            if (failure != null && !killed.getAsBoolean()) {
                findings.lost("the broker did not take " + submission.key() + ": " + failure);
            }
        });
    }

    private static long size(ProducerRecord<byte[], byte[]> message) {
        long size = message.key().length + message.value().length;
        for (var header : message.headers()) {
            size += header.key().length() + header.value().length;
        }
        return size;
    }

    private void awaitAnswers(List<Submission> todo) throws InterruptedException {
        while (answered.get() < todo.size() && !killed.getAsBoolean()) {
            if (isSilent()) {
                todo.stream()
                        .filter(submission -> !submission.isAcknowledged())
                        .forEach(submission -> findings.lost("no answer to " + submission.key()));
                return;
            }
            Thread.sleep(LOOK_AGAIN_MILLIS / 10);
        }
    }

    private boolean isSilent() {
        return System.nanoTime() - lastAnswer > PATIENCE.toNanos();
    }

    private void read(IntakeResult result) {
        var key = result.event();
        if (!source.equals(result.source()) || key == null) {
            return;
        }
        var waits = waiting.get(key);
        var submission = waits == null ? null : waits.expected.poll();
        if (waits == null || submission == null) {
            further(key, result);
            return;
        }
        var receipt = result.receipt();
        if (receipt == null) {
            findings.wrong(key + " was refused: " + result.problem());
        } else {
            ledger.acknowledge(submission, receipt);
            if (result.outcome() == Outcome.ACCEPTED && waits.accepted.incrementAndGet() > 1 && !afterKill) {
                findings.countedTwice(key + " was accepted twice");
            }
        }
        lastAnswer = System.nanoTime();
        answered.incrementAndGet();
        open.release();
    }

    private void further(String key, IntakeResult result) {
        if (!afterKill) {
            findings.wrong(key + " got more answers than it was sent");
        }
        var receipt = result.receipt();
        if (receipt != null) {
            ledger.checkAgain(key, receipt);
        }
    }

    /** How many answers have come. */
    public long answered() {
        return answered.get();
    }

    /** Key, value and headers of a record, on the average. */
    public int meanRecordBytes() {
        return (int) (bytes.get() / Math.max(1, records.get()));
    }

    /** Reads what answers there still are: none, if all is well. */
    public void finish() throws InterruptedException {
        for (var districts : answers) {
            districts.finish();
        }
    }

    /** The system was killed: nothing that is under way is waited for. */
    @Override
    public void close() {
        producers.values().forEach(producer -> producer.close(Duration.ZERO));
        answers.forEach(IntakeAnswers::close);
    }

    /** The submissions of one key that have no answer yet, and how often it was accepted. */
    private static final class Waiting {

        private final Queue<Submission> expected = new ConcurrentLinkedQueue<>();
        private final AtomicInteger accepted = new AtomicInteger();
    }
}
