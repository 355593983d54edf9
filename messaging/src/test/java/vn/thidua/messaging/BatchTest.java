package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.events.UnreadableEvent.Reason;

/** Without a broker: what the binder could deliver, and what is handed on. */
class BatchTest {

    @BeforeEach
    @AfterEach
    void wholePolls() {
        var whole =
                poll("native", IntStream.range(0, 600).mapToObj(String::valueOf).toArray(String[]::new));
        while (Batch.of(whole).items().size() < 600) {
            Portion.ofThisThread().widen();
        }
    }

    /** Records of one partition, named as given; those that start with a minus cannot be read. */
    private static Message<List<byte[]>> poll(String headersAs, String... names) {
        var events = Arrays.stream(names)
                .map(name -> new CloudEvent(name, "/s", "t", null, Instant.EPOCH, name.getBytes(UTF_8)))
                .toList();
        var all = new HashMap<String, Object>();
        all.put(
                KafkaHeaders.RECEIVED_KEY,
                events.stream().map(event -> event.id().getBytes(UTF_8)).toList());
        all.put(
                KafkaHeaders.RECEIVED_TOPIC,
                events.stream().map(event -> "topic").toList());
        all.put(KafkaHeaders.RECEIVED_PARTITION, events.stream().map(event -> 3).toList());
        all.put(KafkaHeaders.OFFSET, events.stream().map(event -> 7L).toList());
        all.put(
                KafkaHeaders.RECEIVED_TIMESTAMP,
                events.stream().map(event -> 0L).toList());
        var headers = events.stream()
                .map(event -> event.toRecord("topic", event.id()).headers())
                .toList();
        switch (headersAs) {
            case "native" -> all.put(KafkaHeaders.NATIVE_HEADERS, headers);
            case "converted" ->
                all.put(
                        KafkaHeaders.BATCH_CONVERTED_HEADERS,
                        headers.stream()
                                .map(each -> {
                                    Map<String, Object> converted = new HashMap<>();
                                    each.forEach(
                                            header -> converted.put(header.key(), new String(header.value(), UTF_8)));
                                    return converted;
                                })
                                .toList());
            default -> {}
        }
        return new GenericMessage<>(events.stream().map(CloudEvent::data).toList(), all);
    }

    private static String name(Batch.Item item) {
        var name = new String(item.event().data(), UTF_8);
        if (name.startsWith("-")) {
            throw new UnreadableEvent(Reason.INVALID_DATA, name);
        }
        return name;
    }

    private static List<String> names(Batch batch) {
        return batch.read(BatchTest::name).stream().map(Batch.Read::value).toList();
    }

    @Test
    void readsHeadersAsTheyAreAndAsTheyWereConverted() {
        for (var headersAs : List.of("native", "converted")) {
            var items = Batch.of(poll(headersAs, "a", "b")).items();

            assertThat(items).extracting(item -> item.event().id()).containsExactly("a", "b");
            assertThat(items.getLast())
                    .usingRecursiveComparison()
                    .ignoringFields("event")
                    .isEqualTo(new Batch.Item(
                            1, "topic", 3, 7, "b", items.getLast().event()));
        }
    }

    @Test
    void saysWhatIsMissingWhenItIsNotGivenABatch() {
        assertThatThrownBy(() -> Batch.of(poll("none", "a")).items())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("batch mode must be on");
        assertThatThrownBy(() -> Batch.of(new GenericMessage<>(List.of(new byte[0]), new HashMap<>()))
                        .items())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("batch mode must be on");
    }

    @Test
    void handsOverAllThatIsUnreadableAfterTheRestWasApplied() {
        var batch = Batch.of(poll("native", "a", "-b", "c", "-d", "e"));

        assertThat(names(batch)).containsExactly("a", "c", "e");
        assertThatThrownBy(batch::throwIfPoisoned)
                .isInstanceOfSatisfying(Batch.Leftover.class, leftover -> {
                    assertThat(leftover.unreadable()).containsOnlyKeys(1, 3);
                    assertThat(leftover.end()).isEqualTo(5);
                    assertThat(leftover.getIndex()).isEqualTo(1);
                })
                .hasCauseInstanceOf(UnreadableEvent.class);
    }

    @Test
    void throwsNothingWhenAllCouldBeRead() {
        var batch = Batch.of(poll("native", "a", "b"));
        names(batch);

        batch.throwIfPoisoned();
    }

    @Test
    void readsAgainFromTheBeginning() {
        var batch = Batch.of(poll("native", "a", "-b"));
        assertThat(batch.items()).hasSize(2);
        batch.throwIfPoisoned();

        assertThat(names(batch)).containsExactly("a");
        assertThatThrownBy(batch::throwIfPoisoned).isInstanceOf(BatchListenerFailedException.class);
    }

    @Test
    void givesHalfAsMuchAfterEachFailureAndTwiceAsMuchAfterEachSuccess() {
        var portion = Portion.ofThisThread();
        var poll = poll("native", "a", "b", "c", "d", "e", "f", "g", "h");

        assertThat(names(Batch.of(poll))).hasSize(8);
        assertThat(portion.narrow()).isFalse();
        assertThat(names(Batch.of(poll))).containsExactly("a", "b", "c", "d");
        assertThat(portion.narrow()).isFalse();
        assertThat(names(Batch.of(poll))).containsExactly("a", "b");
        assertThat(portion.narrow()).isFalse();
        var single = Batch.of(poll);
        assertThat(names(single)).containsExactly("a");
        assertThatThrownBy(single::throwIfPoisoned)
                .isInstanceOfSatisfying(
                        Batch.Leftover.class, rest -> assertThat(rest.end()).isEqualTo(1));
        assertThat(portion.narrow()).isTrue();

        assertThat(names(Batch.of(poll))).containsExactly("a");
        portion.widen();
        assertThat(names(Batch.of(poll))).containsExactly("a", "b");
        portion.widen();
        assertThat(names(Batch.of(poll))).hasSize(4);
    }

    @Test
    void headersThatAreThereTwiceCountAsTheLast() {
        var poll = poll("native", "a");
        var nativeHeaders = requireNonNull(poll.getHeaders().get(KafkaHeaders.NATIVE_HEADERS, List.class));
        var headers = (RecordHeaders) nativeHeaders.getFirst();
        headers.add("ce_id", "again".getBytes(UTF_8));

        assertThat(Batch.of(poll).items()).extracting(item -> item.event().id()).containsExactly("again");
    }
}
