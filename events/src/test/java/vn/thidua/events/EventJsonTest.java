package vn.thidua.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_32;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** What cannot be meant is never guessed: it is unreadable, and says why. */
class EventJsonTest {

    private static final String SHEET = """
            {"board": "c:2019", "revision": 1, "occurredAt": "2019-11-05T07:05:12Z", "sheet": "c:2019/PEER/A/B",
             "kind": "PEER", "scorer": "A", "target": "B", "marks": {"I.1": 600}, "adjustments": [], "digest": "x"}""";

    private static final String AGREED =
            new String(Contract.sample("leadership-agreed.v1").bytes(), UTF_8);

    @ParameterizedTest
    @EnumSource
    void an_event_is_read_by_its_type(EventType type) {
        var sample = Contract.sample(type.fact() + ".v1");

        var event = EventJson.read(type.wireName(), sample.bytes());

        assertThat(event).isInstanceOf(type.record());
        assertThat(EventType.of(event)).isEqualTo(type);
        assertThat(EventJson.read(type.wireName(), EventJson.write(event))).isEqualTo(event);
    }

    @Test
    void an_unknown_type_is_unreadable() {
        assertThatThrownBy(() -> EventJson.read("vn.thidua.scoring.score-submitted.v2", SHEET.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        UnreadableEvent.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo(UnreadableEvent.Reason.UNKNOWN_TYPE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "revision": 1            | "revision": 1, "revision": 1     | Duplicate
                    {"I.1": 600}             | {"I.1": 600, "I.1": 700}         | Duplicate
                    "revision": 1            | "revision": 1.0                  | /revision
                    "revision": 1            | "revision": 1e0                  | /revision
                    "revision": 1            | "revision": "1"                  | /revision
                    "revision": 1            | "revision": true                 | /revision
                    "revision": 1            | "revision": null                 | /revision is missing
                    "revision": 1,           | ''                               | /revision is missing
                    "revision": 1            | "revision": NaN                  | NaN
                    "revision": 1            | "revision": 01                   | Leading zero
                    "revision": 1            | "revision": 99999999999999999999 | out of range
                    600                      | 99999999999                      | out of range
                    600                      | 600.5                            | /marks/I.1
                    600                      | 600.0                            | /marks/I.1
                    600                      | "600"                            | /marks/I.1
                    600                      | null                             | /marks/I.1 is missing
                    600                      | Infinity                         | Infinity
                    {"I.1": 600}             | null                             | /marks is missing
                    {"I.1": 600}             | []                               | /marks
                    "adjustments": [],       | ''                               | /adjustments is missing
                    "adjustments": []        | "adjustments": [null]            | /adjustments/0 is missing
                    "adjustments": []        | "adjustments": [{"points": 5}]   | /adjustments/0/rule is missing
                    "adjustments": []        | "adjustments": [{"rule": "B"}]   | /adjustments/0/points is missing
                    "adjustments": []        | "adjustments": {}                | /adjustments
                    "board": "c:2019",       | ''                               | /board is missing
                    "c:2019"                 | null                             | /board is missing
                    "c:2019"                 | 2019                             | /board: is not a text
                    "c:2019"                 | ["c:2019"]                       | /board: is not a text
                    "c:2019"                 | "\\ud800"                        | /board: contains half a character
                    "I.1"                    | "I.\\ud83dx"                     | urrogate
                    "PEER"                   | 1                                | /kind
                    "PEER"                   | "peer"                           | /kind
                    "PEER"                   | ""                               | /kind
                    "PEER"                   | "APPRAISAL_3"                    | /kind
                    "2019-11-05T07:05:12Z"   | 1572937512                       | /occurredAt: is not a time
                    "2019-11-05T07:05:12Z"   | "2019-11-05"                     | /occurredAt: is not a time
                    "2019-11-05T07:05:12Z"   | ""                               | /occurredAt: is not a time
                    "digest": "x"            | "digest": "x" /* why */          | not valid JSON
                    "digest": "x"            | "digest": 'x'                    | not valid JSON
                    "digest": "x"            | "digest": "x",                   | not valid JSON
                    """)
    void a_field_that_cannot_be_meant_is_named(String instead, String of, String told) {
        assertThat(SHEET).contains(instead);

        unreadable(
                ScoreSubmitted.class, SHEET.replaceFirst(Pattern.quote(instead), Matcher.quoteReplacement(of)), told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1577836800",
                "\"01/01/2020\"",
                "[2020,1,1]",
                "\"2020-02-30\"",
                "\"\"",
                "\"2020-01-01T00:00:00Z\""
            })
    void a_date_is_a_date_and_nothing_else(String other) {
        unreadable(LeadershipAgreed.class, AGREED.replace("\"2020-01-01\"", other), "/effectiveFrom: is not a date");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[]", "1", "\"text\"", "{", "{}}", "{} {}", "{\"a\":1", "<xml/>", "\u0000"})
    void data_that_is_not_one_object_is_unreadable(String data) {
        assertThatThrownBy(() -> EventJson.read(ScoreSubmitted.class, data.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        UnreadableEvent.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo(UnreadableEvent.Reason.INVALID_DATA));
    }

    @Test
    void anything_after_the_object_is_unreadable() {
        unreadable(ScoreSubmitted.class, SHEET + "x", "");
        unreadable(ScoreSubmitted.class, SHEET + SHEET, "");
        assertThat(EventJson.read(ScoreSubmitted.class, (SHEET + " \n").getBytes(UTF_8)))
                .isNotNull();
    }

    @Test
    void deep_nesting_is_unreadable_and_does_no_harm() {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);

        unreadable(ScoreSubmitted.class, SHEET.replace("\"x\"", "\"x\", \"more\": " + deep), "nesting depth");
        unreadable(ScoreSubmitted.class, deep, "");
        unreadable(IntakeResult.class, "{\"outcome\":\"REFUSED\",\"problem\":" + deep + "}", "nesting depth");
    }

    @Test
    void a_number_of_a_million_digits_is_unreadable_and_does_no_harm() {
        unreadable(ScoreSubmitted.class, SHEET.replace("600", "9".repeat(1_000_000)), "");
    }

    @Test
    void bytes_that_are_not_utf_8_are_unreadable() {
        var broken = SHEET.getBytes(UTF_8);
        broken[SHEET.indexOf("c:2019")] = (byte) 0xC3;

        assertThatThrownBy(() -> EventJson.read(ScoreSubmitted.class, broken)).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void a_reason_says_where_and_does_not_repeat_the_data() {
        assertThatThrownBy(() -> EventJson.read(ScoreSubmitted.class, "{\"board\": \"secret\", ".getBytes(UTF_8)))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageStartingWith("not valid JSON at line 1, column ")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("REDACTED");
        unreadable(
                StandingsUpdated.class,
                new String(Contract.sample("standings-updated.v1").bytes(), UTF_8).replaceFirst("\"id\":\"DD\",", ""),
                "/standings/rows/0/unit/id is missing");
    }

    @Test
    void vietnamese_survives_the_way_there_and_back() {
        var unit = new UnitRef("DD", "Quận Đống Đa – “Đoàn kết” 🏵");

        assertThat(EventJson.read(UnitRef.class, EventJson.mapper().writeValueAsBytes(unit)))
                .isEqualTo(unit);
    }

    @Test
    void what_was_read_cannot_be_changed() {
        var sheet = EventJson.read(ScoreSubmitted.class, SHEET.getBytes(UTF_8));

        assertThatThrownBy(() -> sheet.marks().put("I.2", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> sheet.adjustments().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(sheet.marks()).isEqualTo(Map.of("I.1", 600));
    }

    @Test
    void whatever_bytes_arrive_reading_ends_in_a_value_or_as_unreadable() {
        for (var sample : Contract.samples()) {
            for (var seed = 0; seed < 400; seed++) {
                var random = new Random(seed);
                var bytes = sample.bytes().clone();
                for (var change = 0; change <= random.nextInt(4); change++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                try {
                    var value = EventJson.read(sample.type(), bytes);
                    assertThat(EventJson.read(sample.type(), EventJson.mapper().writeValueAsBytes(value)))
                            .isEqualTo(value);
                } catch (UnreadableEvent expected) {
                    assertThat(expected.reason()).isEqualTo(UnreadableEvent.Reason.INVALID_DATA);
                }
            }
        }
    }

    @Test
    void another_encoding_is_never_guessed() {
        assertThat(EventJson.read(ScoreSubmitted.class, ("\ufeff" + SHEET).getBytes(UTF_8))
                        .board())
                .isEqualTo("c:2019");
        for (var charset : List.of(UTF_16, UTF_16LE, UTF_16BE, UTF_32)) {
            notUtf8(SHEET.getBytes(charset));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c0\u00af", // a slash in two bytes
                "\u00e0\u0080\u00af", // and in three
                "\u00ed\u00a0\u0080", // half a surrogate pair
                "\u00f4\u0090\u0080\u0080", // above the last character
                "\u00c3(",
                "\u00ff"
            })
    void bytes_that_are_no_characters_are_not_read(String bytes) {
        notUtf8(SHEET.replace("PEER/A/B", "PEER/A/B" + bytes).getBytes(ISO_8859_1));
    }

    @Test
    void a_character_that_is_cut_off_is_not_read_wherever_the_cut_is() {
        var text = "{\"board\":\"ố😀\"}".getBytes(UTF_8);
        for (var cut = 1; cut < text.length; cut++) {
            var cutOff = Arrays.copyOf(text, cut);
            assertThatThrownBy(() -> EventJson.mapper().readTree(cutOff)).isInstanceOf(JacksonException.class);
        }
        assertThat(EventJson.mapper()
                        .readTree(new SequenceInputStream(
                                new ByteArrayInputStream(Arrays.copyOf(text, 11)),
                                new ByteArrayInputStream(Arrays.copyOfRange(text, 11, text.length))))
                        .path("board")
                        .asString())
                .isEqualTo("ố😀");
    }

    private static void notUtf8(byte[] data) {
        assertThatThrownBy(() -> EventJson.read(ScoreSubmitted.class, data))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> EventJson.mapper().readTree(new ByteArrayInputStream(data)))
                .isInstanceOf(OnlyUtf8.NotUtf8.class);
    }

    private static void unreadable(Class<?> type, String data, String told) {
        assertThatThrownBy(() -> EventJson.read(type, data.getBytes(UTF_8)))
                .isInstanceOfSatisfying(UnreadableEvent.class, unreadable -> {
                    assertThat(unreadable.reason()).isEqualTo(UnreadableEvent.Reason.INVALID_DATA);
                    assertThat(unreadable).hasMessageContaining(told);
                });
    }
}
