package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.events.UnreadableEvent.Reason;

class CloudEventTest {

    private static final Instant RECORDED = Instant.parse("2019-11-05T08:00:00Z");

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, 200).boxed();
    }

    private static CloudEvent any(Random random) {
        return new CloudEvent(
                text(random),
                text(random),
                text(random),
                random.nextBoolean() ? text(random) : null,
                Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L), random.nextInt(1_000_000_000)),
                bytes(random));
    }

    /** Of all of Unicode, but never blank. */
    private static String text(Random random) {
        return "t"
                + IntStream.range(0, random.nextInt(40))
                        .map(i -> random.nextInt(4) == 0 ? random.nextInt(0x1F300, 0x1F700) : random.nextInt(1, 0xD800))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    }

    private static byte[] bytes(Random random) {
        var bytes = new byte[1 + random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Map<String, Object> headers(CloudEvent event) {
        var headers = new HashMap<String, Object>();
        event.toRecord("topic", "key").headers().forEach(header -> headers.put(header.key(), header.value()));
        return headers;
    }

    private static CloudEvent read(Map<String, Object> headers, byte @Nullable [] data) {
        return CloudEvent.read(headers::get, data, RECORDED);
    }

    private static void assertSame(CloudEvent read, CloudEvent written) {
        assertThat(read).usingRecursiveComparison().isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isReadAsItWasWritten(long seed) {
        var random = new Random(seed);
        var event = any(random);
        var written = event.toRecord("topic", "khoá " + seed);

        assertThat(written.topic()).isEqualTo("topic");
        assertThat(new String(written.key(), UTF_8)).isEqualTo("khoá " + seed);
        assertSame(read(headers(event), written.value()), event);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isReadWhateverTheHeadersAreMadeOf(long seed) {
        var random = new Random(seed);
        var event = any(random);
        var headers = new HashMap<String, Object>();
        headers(event).forEach((name, value) -> {
            var text = new String((byte[]) value, UTF_8);
            headers.put(
                    random.nextBoolean() ? name : name.replace("ce_", "ce-"),
                    random.nextBoolean() ? text : text.getBytes(UTF_8));
        });

        assertSame(read(headers, event.data()), event);
    }

    @Test
    void isWrittenInKafkasBinaryMode() {
        var event = new CloudEvent(
                "1", "/thidua/test", "vn.thidua.test.v1", "s", Instant.parse("2019-11-05T07:00:00Z"), new byte[] {'1'});

        assertThat(headers(event))
                .extracting(
                        Function.<Map<String, Object>>identity().andThen(all -> text(all, "ce_specversion")),
                        all -> text(all, "ce_id"),
                        all -> text(all, "ce_source"),
                        all -> text(all, "ce_type"),
                        all -> text(all, "ce_subject"),
                        all -> text(all, "ce_time"),
                        all -> text(all, "content-type"))
                .containsExactly(
                        "1.0",
                        "1",
                        "/thidua/test",
                        "vn.thidua.test.v1",
                        "s",
                        "2019-11-05T07:00:00Z",
                        "application/json");
    }

    private static String text(Map<String, Object> headers, String name) {
        return headers.get(name) instanceof byte[] bytes ? new String(bytes, UTF_8) : "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type"})
    void whatIsRequiredMustBeThere(String name) {
        var event = any(new Random(7));
        var headers = headers(event);
        headers.remove(name);
        assertUnreadable(headers, event.data(), Reason.MISSING_ATTRIBUTE, name);

        headers.put(name, "  ");
        assertUnreadable(headers, event.data(), Reason.MISSING_ATTRIBUTE, name);
    }

    @Test
    void otherVersionsAreUnknown() {
        var event = any(new Random(7));
        var headers = headers(event);
        headers.put("ce_specversion", "0.3");

        assertUnreadable(headers, event.data(), Reason.UNKNOWN_TYPE, "0.3");
    }

    @Test
    void withoutDataThereIsNoEvent() {
        var headers = headers(any(new Random(7)));

        assertUnreadable(headers, null, Reason.NO_DATA, "no value");
        assertUnreadable(headers, new byte[0], Reason.NO_DATA, "no value");
    }

    @ParameterizedTest
    @CsvSource({
        "2019-11-05T07:00:00Z,          2019-11-05T07:00:00Z",
        "2019-11-05T14:00:00+07:00,     2019-11-05T07:00:00Z",
        "2019-11-05T14:00:00.123+07:00, 2019-11-05T07:00:00.123Z"
    })
    void timesMayHaveAnOffset(String written, Instant time) {
        var event = any(new Random(7));
        var headers = headers(event);
        headers.put("ce_time", written);

        assertThat(read(headers, event.data()).time()).isEqualTo(time);
    }

    @Test
    void theRecordsTimeStandsInForAMissingOneButNotForABadOne() {
        var event = any(new Random(7));
        var headers = headers(event);
        headers.remove("ce_time");
        assertThat(read(headers, event.data()).time()).isEqualTo(RECORDED);

        headers.put("ce_time", "5 November 2019");
        assertUnreadable(headers, event.data(), Reason.INVALID_DATA, "ce_time");
    }

    private static void assertUnreadable(
            Map<String, Object> headers, byte @Nullable [] data, Reason reason, String detail) {
        assertThatThrownBy(() -> read(headers, data))
                .isInstanceOfSatisfying(
                        UnreadableEvent.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(detail);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLogEntryIsPublishedTheSameBeforeAndAfterItWasStored(long seed) {
        var event = any(new Random(seed));
        var auth = new AuthContext("app_user", event.id(), Map.of("capacity", "HEAD", "unit", event.source()));
        var entry = new LogEntry(seed, event.id(), event.type(), "s", "k", event.time(), event.data(), auth);

        var stored = LogEntry.from(entry.toDocument());

        assertThat(stored).usingRecursiveComparison().isEqualTo(entry);
        assertSame(stored.from(event.source()), entry.from(event.source()));
    }

    @Test
    void onWhoseAuthorityItHappenedIsToldInTheExtensionsHeaders() {
        var auth = new AuthContext("service_account", "he-thong-hbt", Map.of("unit", "HBT", "capacity", "HEAD"));
        var event = new CloudEvent("1", "/s", "t", null, RECORDED, new byte[] {1}, auth);

        var headers = event.toRecord("topic", "key").headers();

        assertThat(headers.lastHeader("ce_authtype").value()).asString(UTF_8).isEqualTo("service_account");
        assertThat(headers.lastHeader("ce_authid").value()).asString(UTF_8).isEqualTo("he-thong-hbt");
        assertThat(headers.lastHeader("ce_authclaims").value())
                .asString(UTF_8)
                .isEqualTo("{\"capacity\":\"HEAD\",\"unit\":\"HBT\"}");
    }
}
