package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.thidua.events.UnreadableEvent;

/**
 * Where records go that no consumer can read or apply: {@code <topic>.<group>.dlt}, unchanged, with the reason and the
 * place they come from in {@code dlt-} headers. The topics of a pattern share one. A record too large for a letter is only
 * named there, with {@code dlt-content: too-large}.
 */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int DETAIL_LENGTH = 500;
    private static final List<String> OURS =
            List.of("dlt-reason", "dlt-detail", "dlt-topic", "dlt-partition", "dlt-offset", "dlt-time");

    private final Inputs inputs;
    private final EventPublisher publisher;
    private final List<GivenUp> keepers;
    private final Clock clock;

    DeadLetters(Inputs inputs, EventPublisher publisher, List<GivenUp> keepers, Clock clock) {
        this.inputs = inputs;
        this.publisher = publisher;
        this.keepers = List.copyOf(keepers);
        this.clock = clock;
    }

    static String topic(String source, String group) {
        return source + "." + group + ".dlt";
    }

    /** The future completes when the letter is acknowledged, or fails when it could not be stored or kept. */
    CompletableFuture<Void> send(ConsumerRecord<?, ?> message, String group, Throwable failure) {
        var root = root(failure);
        var reason = root instanceof UnreadableEvent unreadable
                ? unreadable.reason().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : "apply-failed";
        var detail = root instanceof UnreadableEvent ? String.valueOf(root.getMessage()) : root.toString();
        if (!(root instanceof UnreadableEvent)) {
            try {
                keepers.forEach(keeper -> keeper.keep(unapplied(message)));
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        var letter = new ProducerRecord<>(
                inputs.deadLetters(message.topic(), group),
                0,
                (byte[]) message.key(),
                (byte[]) message.value(),
                message.headers());
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
        return publisher
                .send(letter)
                .exceptionallyCompose(refused -> root(refused) instanceof RecordTooLargeException
                        ? publisher.send(withoutContent(letter))
                        : CompletableFuture.failedFuture(refused))
                .thenRun(() -> log.warn(
                        "{}-{}@{} is a dead letter: {}: {}",
                        message.topic(),
                        message.partition(),
                        message.offset(),
                        reason,
                        detail));
    }

    /** Compressed, a record can be larger than what a letter may be: then only where it is and why is kept here. */
    private static ProducerRecord<byte[], byte[]> withoutContent(ProducerRecord<byte[], byte[]> letter) {
        var place = new ProducerRecord<byte[], byte[]>(letter.topic(), 0, null, null);
        for (var name : OURS) {
            place.headers().add(letter.headers().lastHeader(name));
        }
        place.headers().add("dlt-content", "too-large".getBytes(UTF_8));
        return place;
    }

    private static GivenUp.Unapplied unapplied(ConsumerRecord<?, ?> message) {
        Function<String, @Nullable Object> headers = name -> {
            var header = message.headers().lastHeader(name);
            return header == null ? null : header.value();
        };
        return new GivenUp.Unapplied(
                message.topic(),
                CloudEvent.attribute(headers, "source"),
                CloudEvent.attribute(headers, "id"),
                message.value() instanceof byte[] bytes ? bytes : new byte[0]);
    }

    static Throwable root(Throwable failure) {
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
