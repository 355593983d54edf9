package vn.thidua.messaging;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.messaging.operations.Throughput;

/**
 * What happens to a poll that could not be applied. What was applied before the failure is committed and the rest is
 * delivered again, after a pause. A record that is unreadable, or that fails {@value #TRIES} times, goes to the dead
 * letters: it alone, even when the failure does not say which record it was. A store or a broker that does not answer
 * is no reason to give anything up. Thread-safe.
 */
final class Redelivery implements CommonErrorHandler {

    static final int TRIES = 5;

    private static final Logger log = LoggerFactory.getLogger(Redelivery.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);

    /** Far below {@code max.poll.interval.ms}. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final Duration LETTER_PATIENCE = Duration.ofSeconds(60);

    private final DeadLetters letters;
    private final Throughput consumed;
    private final Map<TopicPartition, Failures> failures = new ConcurrentHashMap<>();

    Redelivery(DeadLetters letters, Throughput consumed) {
        this.letters = letters;
        this.consumed = consumed;
    }

    /** {@link #handleBatch} is asked, and says where to go on. */
    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    /** The container must not commit a poll of which a part comes again. */
    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> poll,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable listener) {
        var delivery = new Delivery(poll, consumer, container);
        var portion = Portion.ofThisThread();
        var failed = cause(thrown, BatchListenerFailedException.class);
        if (failed instanceof Batch.Leftover leftover) {
            portion.widen();
            delivery.giveUp(leftover.unreadable(), leftover.end());
        } else if (failed != null && failed.getIndex() >= 0 && failed.getIndex() < delivery.records.size()) {
            portion.begin();
            delivery.failedAt(failed.getIndex(), failed.getCause() == null ? failed : failed.getCause());
        } else if (isOutage(thrown)) {
            portion.begin();
            delivery.failedAt(0, thrown);
        } else if (!portion.isKnown()) {
            log.error("A poll cannot be applied, nor taken apart to find the record that fails", thrown);
            delivery.goOnAt(0);
            delivery.pause(LONGEST_PAUSE);
        } else if (portion.narrow()) {
            delivery.failedAt(0, thrown);
        } else {
            log.debug("A poll cannot be applied as a whole", thrown);
            delivery.goOnAt(0);
        }
    }

    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batch) {
        log.warn("Consuming failed and is tried again: {}", thrown.toString());
        pause(container, Duration.ofSeconds(1));
    }

    private static void pause(MessageListenerContainer container, Duration pause) {
        try {
            ListenerUtils.stoppableSleep(container, pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration growing(int times) {
        var pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(times - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Whether another moment may be all that it takes, whatever the record. */
    static boolean isOutage(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var outage = switch (cause) {
                case MongoWriteException e -> !isAboutTheDocument(e.getError());
                case MongoBulkWriteException e -> e.getWriteErrors().stream().noneMatch(Redelivery::isAboutTheDocument);
                case MongoException e -> true;
                case RecordTooLargeException e -> false;
                case RecordBatchTooLargeException e -> false;
                case SerializationException e -> false;
                case KafkaException e -> true;
                case TimeoutException e -> true;
                default -> false;
            };
            if (outage) {
                return true;
            }
        }
        return false;
    }

    /** Refused for what it is: too large, invalid, or there already. */
    private static boolean isAboutTheDocument(WriteError error) {
        return error.getCategory() == ErrorCategory.DUPLICATE_KEY
                || switch (error.getCode()) {
                    case 2, 9, 14, 28, 40, 52, 57, 121, 10334, 17280, 17419, 17420 -> true;
                    default -> false;
                };
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** How often a record has failed; a record behind it starts anew. */
    private record Failures(long offset, int applying, int outages) {

        Failures plus(boolean outage) {
            return new Failures(offset, applying + (outage ? 0 : 1), outages + (outage ? 1 : 0));
        }
    }

    /** One delivery of a poll. */
    private final class Delivery {

        private final List<ConsumerRecord<?, ?>> records = new ArrayList<>();
        private final Consumer<?, ?> consumer;
        private final MessageListenerContainer container;

        private Delivery(ConsumerRecords<?, ?> poll, Consumer<?, ?> consumer, MessageListenerContainer container) {
            poll.forEach(records::add);
            this.consumer = consumer;
            this.container = container;
        }

        private void failedAt(int index, Throwable why) {
            var culprit = records.get(index);
            var outage = isOutage(why);
            var times = failures.merge(
                    new TopicPartition(culprit.topic(), culprit.partition()),
                    new Failures(culprit.offset(), 0, 0).plus(outage),
                    (known, first) -> known.offset() == culprit.offset() ? known.plus(outage) : first);
            if (!outage && (cause(why, UnreadableEvent.class) != null || times.applying() >= TRIES)) {
                giveUp(new TreeMap<>(Map.of(index, why)), index + 1);
                return;
            }
            if (times.applying() + times.outages() == 1) {
                log.warn(
                        "{}, as well as what follows it, is delivered again: {}",
                        place(culprit),
                        DeadLetters.root(why).toString());
            }
            goOnAt(index);
            pause(growing(outage ? times.outages() : times.applying()));
        }

        /** Goes on at the end, or at the first record whose letter could not be stored. */
        private void giveUp(SortedMap<Integer, ? extends Throwable> failed, int end) {
            var sent = new LinkedHashMap<Integer, CompletableFuture<Void>>();
            for (var letter : failed.entrySet()) {
                var stored = letters.send(
                        records.get(letter.getKey()), String.valueOf(container.getGroupId()), letter.getValue());
                sent.put(letter.getKey(), stored);
                if (stored.isCompletedExceptionally()) {
                    break; // the next would have to wait as long
                }
            }
            for (var letter : sent.entrySet()) {
                try {
                    letter.getValue()
                            .orTimeout(LETTER_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .join();
                } catch (RuntimeException e) {
                    var why = e.getCause() == null ? e : e.getCause();
                    log.warn(
                            "No dead letter of {} could be stored, it is delivered again: {}",
                            place(records.get(letter.getKey())),
                            why.toString());
                    goOnAt(letter.getKey());
                    pause(Duration.ofSeconds(1));
                    return;
                }
            }
            goOnAt(end);
        }

        /** Commits what comes before and has what follows delivered again. */
        private void goOnAt(int index) {
            var done = records.subList(0, index).stream()
                    .collect(Collectors.toMap(
                            Delivery::partition,
                            applied -> new OffsetAndMetadata(applied.offset() + 1),
                            (earlier, later) -> later));
            try {
                consumer.commitSync(done);
            } catch (KafkaException e) {
                log.debug("Not committed, and so applied again, which changes nothing", e);
            }
            consumed.mark(index);
            records.subList(index, records.size()).stream()
                    .collect(Collectors.toMap(Delivery::partition, ConsumerRecord::offset, Math::min))
                    .forEach(this::seek);
        }

        private void seek(TopicPartition partition, long offset) {
            try {
                consumer.seek(partition, offset);
            } catch (IllegalStateException e) {
                log.debug("{} has another owner by now, who goes on where it was committed", partition, e);
            }
        }

        private void pause(Duration pause) {
            Redelivery.pause(container, pause);
        }

        private static TopicPartition partition(ConsumerRecord<?, ?> message) {
            return new TopicPartition(message.topic(), message.partition());
        }

        private static String place(ConsumerRecord<?, ?> message) {
            return message.topic() + "-" + message.partition() + "@" + message.offset();
        }
    }
}
