package vn.thidua.proof.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.thidua.proof.entry.Closed.Counted;
import vn.thidua.proof.entry.Sheet.Adjustment;
import vn.thidua.proof.entry.Sheet.Kind;

class EntryTest {

    private static final String BOARD = "hn-mttq-cum-1:2019";
    private static final Instant AT = Instant.parse("2019-11-05T07:20:00.125Z");
    private static final String DIGEST = "sha-256:" + "0".repeat(64);

    private final byte[] salt = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

    private final Sheet sheet = Sheet.accepted(
            BOARD,
            2,
            AT,
            Kind.PEER,
            "HBT",
            "DD",
            Map.of("I.2", 450, "I.1", 550),
            List.of(new Adjustment("PEN.1", -50, null), new Adjustment("BON.1", 100, null)));

    @Test
    void an_entry_is_canonical_json_and_reads_back() {
        var text = new String(sheet.encode(), UTF_8);
        assertThat(text)
                .isEqualTo("{\"adjustments\":[{\"points\":-50,\"rule\":\"PEN.1\"},{\"points\":100,\"rule\":\"BON.1\"}],"
                        + "\"board\":\"hn-mttq-cum-1:2019\",\"digest\":\"" + sheet.digest() + "\",\"kind\":\"PEER\","
                        + "\"marks\":{\"I.1\":550,\"I.2\":450},\"occurredAt\":\"2019-11-05T07:20:00.125Z\","
                        + "\"revision\":2,\"scorer\":\"HBT\",\"sheet\":\"hn-mttq-cum-1:2019/PEER/HBT/DD\","
                        + "\"target\":\"DD\",\"type\":\"sheet\"}");
        assertThat(Entry.decode(sheet.encode())).isEqualTo(sheet);
    }

    @Test
    void without_notes_the_digest_is_the_one_of_the_sender_s_receipt() throws NoSuchAlgorithmException {
        // The form that a receipt's digest is published to be made from.
        var form = "{\"adjustments\":[{\"points\":-50,\"rule\":\"PEN.1\"},{\"points\":100,\"rule\":\"BON.1\"}],"
                + "\"board\":\"hn-mttq-cum-1:2019\",\"kind\":\"PEER\",\"marks\":{\"I.1\":550,\"I.2\":450},"
                + "\"scorer\":\"HBT\",\"target\":\"DD\"}";
        var hash = MessageDigest.getInstance("SHA-256").digest(form.getBytes(UTF_8));
        assertThat(sheet.digest()).isEqualTo("sha-256:" + HexFormat.of().formatHex(hash));
    }

    @Test
    void a_note_is_in_the_log_only_as_a_commitment() {
        var note = "Ông Nguyễn Văn A nộp báo cáo chậm";
        var commitment = Commitment.to(salt, note);
        var noted = Sheet.accepted(
                BOARD, 1, AT, Kind.PEER, "HBT", "DD", sheet.marks(), List.of(new Adjustment("PEN.1", -50, commitment)));
        assertThat(new String(noted.encode(), UTF_8))
                .contains(commitment.value())
                .doesNotContain("Nguyễn");
        assertThat(Entry.decode(noted.encode())).isEqualTo(noted);
        assertThat(commitment.isTo(salt, note)).isTrue();
        assertThat(commitment.isTo(salt, note + " ")).isFalse();
        assertThat(commitment.isTo(new byte[32], note)).isFalse();
        assertThat(commitment.isTo(new byte[5], note)).isFalse();
        assertThatThrownBy(() -> Commitment.to(new byte[8], note)).hasMessage("a salt has 32 bytes, not 8");
    }

    @Test
    void optional_members_of_later_versions_are_ignored() {
        var text = new String(sheet.encode(), UTF_8);
        var newer = text.replace("{\"adjustments\"", "{\"aReason\":{\"new\":[1]},\"adjustments\"");
        assertThat(Entry.decode(newer.getBytes(UTF_8))).isEqualTo(sheet);
    }

    @Test
    void what_only_a_newer_reader_understands_is_told_apart_from_what_is_wrong() {
        assertThatExceptionOfType(MalformedEntry.class)
                .isThrownBy(() -> read("\"type\":\"sheet\"", "\"type\":\"withdrawn\""))
                .withMessage("an entry of the unknown type \"withdrawn\"")
                .matches(MalformedEntry::isNewer);
        assertThatExceptionOfType(MalformedEntry.class)
                .isThrownBy(() -> read("\"type\":\"sheet\"", "\"type\":7"))
                .withMessage("the entry /type is not a text")
                .matches(e -> !e.isNewer());
    }

    @Test
    void what_is_wrong_is_named() {
        wrong("\"I.1\":550", "\"I.1\":500", "the digest is " + sheet.digest());
        wrong("\"I.1\":550", "\"I.1\":\"550\"", "the entry /marks/I.1 is not a number");
        wrong("\"I.1\":550", "\"I.1\":9007199254740991", "the entry /marks/I.1 is too large");
        wrong("\"points\":100,", "", "the entry /adjustments/1/points is missing");
        wrong(
                "\"points\":100,",
                "\"note\":\"Ông A\",\"points\":100,",
                "the entry /adjustments/1/note: \"Ông A\" is not");
        wrong("\"points\":100,", "\"note\":null,\"points\":100,", "the entry /adjustments/1/note is not a text");
        wrong("\"kind\":\"PEER\"", "\"kind\":\"peer\"", "the entry /kind: ");
        wrong("\"kind\":\"PEER\"", "\"kind\":\"SELF\"", "the sheet is called");
        wrong("/PEER/HBT/DD\"", "/PEER/HBT/HK\"", "the sheet is called");
        wrong("\"revision\":2", "\"revision\":0", "the first revision is 1, not 0");
        wrong("00.125Z", "00.12500Z", "the entry /occurredAt: ");
        wrong("00.125Z", "00.125+00:00", "the entry /occurredAt: ");
        wrong("2019-11-05T", "2019-11-35T", "the entry /occurredAt: ");
        wrong("{\"adjustments\"", " {\"adjustments\"", "the entry is not in canonical form");
        wrong("\"scorer\":\"HBT\",", "", "the entry /scorer is missing");
        assertThatThrownBy(() -> Entry.decode("[]".getBytes(UTF_8))).hasMessage("the entry it is not an object");
        assertThatThrownBy(() -> Entry.decode(new byte[0])).isInstanceOf(MalformedEntry.class);
    }

    @Test
    void an_opened_board_reads_back() {
        var opened = opened("Điểm là giả định.");
        assertThat(Entry.decode(opened.encode())).isEqualTo(opened);
        var silent = opened(null);
        assertThat(Entry.decode(silent.encode())).isEqualTo(silent);
        assertThat(new String(silent.encode(), UTF_8)).doesNotContain("notice");
        assertThatExceptionOfType(MalformedEntry.class)
                .isThrownBy(() -> Entry.decode(new String(opened.encode(), UTF_8)
                        .replace("peer-mean-1", "peer-mean-2")
                        .getBytes(UTF_8)))
                .withMessage("standings are made by the unknown rules \"peer-mean-2\"")
                .matches(MalformedEntry::isNewer);
    }

    private static Opened opened(@Nullable String notice) {
        return new Opened(
                BOARD,
                1,
                AT,
                new Opened.Named("hn-mttq-cum-1", "Cụm thi đua số I"),
                "2019",
                2019,
                "HBT",
                List.of(new Opened.Named("HBT", "Quận Hai Bà Trưng"), new Opened.Named("DD", "Quận Đống Đa")),
                new Opened.Table(
                        "2019.1",
                        1000,
                        200,
                        100,
                        1000,
                        50,
                        List.of(new Opened.Group(
                                "I", "Tuyên truyền", 1000, List.of(new Opened.Criterion("I.1", "Chủ đề", 1000)))),
                        List.of(new Opened.Rule("BON.1", "Mô hình mới", 200)),
                        List.of(new Opened.Rule("PEN.1", "Chậm", -50))),
                Opened.Counting.PEER_MEAN,
                notice);
    }

    @Test
    void a_closing_is_one_entry_and_as_many_as_it_takes_for_a_large_board() {
        var why = Commitment.to(salt, "Quận Long Biên bận");
        assertThat(Closed.parts(BOARD, 2, AT, counted(30), sheets(6), why)).hasSize(1);
        assertThat(Closed.parts(BOARD, 2, AT, List.of(), List.of(), null)).hasSize(1);
        for (var size : List.of(199, 200, 201, 400, 2_450)) {
            var parts = Closed.parts(BOARD, 2, AT, counted(size), sheets(50), why);
            assertThat(parts).hasSize(Math.ceilDiv(size + 50, 200));
            assertThat(parts).flatExtracting(Closed::manifest).isEqualTo(counted(size));
            assertThat(parts).flatExtracting(Closed::missing).isEqualTo(sheets(50));
            assertThat(parts)
                    .extracting(Closed::part)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, parts.size()).boxed().toList());
            assertThat(parts).allSatisfy(part -> {
                assertThat(part.encode()).hasSizeLessThan(65_536);
                assertThat(part.parts()).isEqualTo(parts.size());
                assertThat(part.missingBecause()).isEqualTo(why);
                assertThat(Entry.decode(part.encode())).isEqualTo(part);
            });
        }
        assertThatThrownBy(() -> new Closed(BOARD, 2, AT, 2, 1, List.of(), List.of(), null))
                .hasMessage("there is no part 2 of 1");
    }

    @Test
    void a_correction_reads_back_with_its_sheet() {
        var why = Commitment.to(salt, "ghi nhầm");
        var corrected = new Corrected(BOARD, 40, AT, 39, why, 1, 2, sheet);
        assertThat(Entry.decode(corrected.encode())).isEqualTo(corrected);
        assertThat(corrected.continues(corrected)).isFalse();
        assertThat(new Corrected(BOARD, 40, AT, 39, why, 2, 2, sheet).continues(corrected))
                .isTrue();
        assertThatExceptionOfType(MalformedEntry.class)
                .isThrownBy(() -> Entry.decode(new String(corrected.encode(), UTF_8)
                        .replace("\"replaces\":39", "\"replaces\":40")
                        .getBytes(UTF_8)))
                .withMessage("revision 40 replaces 40");
        assertThatThrownBy(() -> new Corrected("hn-mttq-cum-2:2019", 40, AT, 39, why, 1, 1, sheet))
                .hasMessageContaining("is not of board hn-mttq-cum-2:2019");
    }

    private static List<Counted> counted(int size) {
        return sheets(size).stream().map(id -> new Counted(id, 1, DIGEST)).toList();
    }

    private static List<String> sheets(int size) {
        // As long as ids can be.
        return IntStream.range(0, size)
                .mapToObj(at -> "%s/PEER/%s%04d/%s".formatted(BOARD, "X".repeat(28), at, "Y".repeat(32)))
                .toList();
    }

    private Entry read(String from, String to) {
        var text = new String(sheet.encode(), UTF_8);
        assertThat(text).contains(from);
        return Entry.decode(text.replace(from, to).getBytes(UTF_8));
    }

    private void wrong(String from, String to, String message) {
        assertThatExceptionOfType(MalformedEntry.class)
                .isThrownBy(() -> read(from, to))
                .withMessageStartingWith(message)
                .matches(e -> !e.isNewer());
    }
}
