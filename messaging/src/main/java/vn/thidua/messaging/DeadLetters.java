package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.MongoException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;
import vn.thidua.events.UnreadableEvent;

/**
 * Where records go that no consumer can read or apply: {@code <topic>.<group>.dlt}, unchanged, with the reason in
 * {@code dlt-} headers. The consumer's offset does not move before the letter is acknowledged.
 *
 * <p>A store or broker that does not answer is no reason to give a record up: such failures are tried again for as
 * long as they last.
 */
final class DeadLetters implements ConsumerRecordRecoverer {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int DETAIL_LENGTH = 500;

    private final EventPublisher publisher;
    private final String group;
    private final Clock clock;

    DeadLetters(EventPublisher publisher, String group, Clock clock) {
        this.publisher = publisher;
        this.group = group;
        this.clock = clock;
    }

    static String topic(String source, String group) {
        return source + "." + group + ".dlt";
    }

    DefaultErrorHandler handler() {
        var handler = new DefaultErrorHandler(this, patient());
        handler.addNotRetryableExceptions(UnreadableEvent.class);
        handler.setBackOffFunction((message, failure) -> isOutage(failure) ? patient() : new FixedBackOff(500, 4));
        handler.setLogLevel(org.springframework.kafka.KafkaException.Level.DEBUG);
        return handler;
    }

    /** Its steps stay far below {@code max.poll.interval.ms}. */
    private static BackOff patient() {
        var backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(10_000);
        return backOff;
    }

    private static boolean isOutage(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MongoException || cause instanceof KafkaException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void accept(ConsumerRecord<?, ?> message, Exception failure) {
        var root = root(failure);
        var reason = root instanceof UnreadableEvent unreadable
                ? unreadable.reason().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : "apply-failed";
        var detail = String.valueOf(root.getMessage());
        var letter = new ProducerRecord<>(
                topic(message.topic(), group), 0, (byte[]) message.key(), (byte[]) message.value(), message.headers());
        letter.headers()
                .add("dlt-reason", reason.getBytes(UTF_8))
                .add(
                        "dlt-detail",
                        detail.substring(0, Math.min(DETAIL_LENGTH, detail.length()))
                                .getBytes(UTF_8))
                .add("dlt-topic", message.topic().getBytes(UTF_8))
                .add("dlt-partition", String.valueOf(message.partition()).getBytes(UTF_8))
                .add("dlt-offset", String.valueOf(message.offset()).getBytes(UTF_8))
                .add("dlt-time", clock.instant().toString().getBytes(UTF_8));
        try {
            publisher.send(letter).orTimeout(60, TimeUnit.SECONDS).join();
        } catch (RuntimeException e) {
            throw new KafkaException("the dead letter could not be stored", e);
        }
        log.warn(
                "{}-{}@{} is a dead letter: {}: {}",
                message.topic(),
                message.partition(),
                message.offset(),
                reason,
                detail);
    }

    private static Throwable root(Throwable failure) {
        var root = failure;
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof UnreadableEvent) {
                break;
            }
        }
        return root;
    }
}
