package vn.thidua.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.proof.entry.Closed;
import vn.thidua.proof.entry.Entry;
import vn.thidua.proof.entry.Sheet;
import vn.thidua.proof.log.DirectoryTileStore;
import vn.thidua.proof.log.SeasonLog;
import vn.thidua.proof.note.SigningKey;

/**
 * The second verifier, which was written from the documentation in another language, agrees with this module on logs that
 * are right, and names what is wrong with logs that are not.
 */
class SecondVerifierTest {

    /** The last entry of the first checkpoint. */
    private static final int OLDER = 20;

    private final SigningKey key = SigningKey.generate(Season2019.ORIGIN, new SecureRandom());

    @TempDir
    Path folder;

    private Path log = Path.of("not published yet");

    @BeforeAll
    static void python() {
        Python.requirePython();
    }

    @Test
    void it_verifies_the_signatures_of_rfc_8032_and_no_others() throws IOException {
        var vectors = Files.readAllLines(Path.of("src", "test", "resources", "vectors", "rfc8032.txt"));
        var random = new Random(8032);
        var right = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        for (var vector : vectors.subList(1, vectors.size())) {
            var fields = vector.split(" ");
            var key = fields[2];
            var message = fields[3].equals("-") ? "" : fields[3];
            var signature = fields[4];
            right.addAll(List.of("--ed25519", key, message, signature));
            wrong.addAll(List.of("--ed25519", flipped(key, random), message, signature));
            wrong.addAll(List.of("--ed25519", key, message + "00", signature));
            wrong.addAll(List.of(
                    "--ed25519", key, message, flipped(signature.substring(0, 64), random) + signature.substring(64)));
            wrong.addAll(List.of(
                    "--ed25519", key, message, signature.substring(0, 64) + flipped(signature.substring(64), random)));
            wrong.addAll(List.of("--ed25519", key, message, plusOrder(signature)));
            wrong.addAll(List.of("--ed25519", key, message, signature.substring(2)));
        }
        var all = Python.verify(right.toArray(String[]::new));
        assertThat(all.output().lines()).hasSize(5).containsOnly("verifies");
        assertThat(all.status()).isZero();
        var none = Python.verify(wrong.toArray(String[]::new));
        assertThat(none.output().lines()).hasSize(30).containsOnly("does not verify");
        assertThat(none.status()).isEqualTo(1);
    }

    @Test
    void a_whole_season_verifies_and_gives_the_standings_that_a_count_by_hand_gives() throws IOException {
        for (var seed = 1; seed <= 5; seed++) {
            var season = Season2019.whole(seed);
            var published = publish("season-" + seed, season.entries());
            var older = write("older.txt", published.get(20).checkpoint().toString());
            var receipt = write("receipt.json", new String(published.get(30).encode(), UTF_8));
            var standings = write("standings.json", standings(season));
            var run = verify("--older", older, "--receipt", receipt, "--standings", standings);
            assertThat(run.output())
                    .contains("Nothing differs")
                    .contains("receipt.json", "older.txt", "standings.json")
                    .contains(season.entries().size() + " entries");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void a_log_of_several_tiles_and_a_closing_in_several_parts_verify() throws IOException {
        var season = new Season2019(77);
        season.open(Season2019.BOARD, "2019");
        for (var round = 0; round < 9; round++) {
            for (var scorer : Season2019.MEMBERS) {
                for (var target : Season2019.MEMBERS) {
                    season.submit(Season2019.BOARD, scorer.id(), target.id());
                }
            }
        }
        var closed = season.close(Season2019.BOARD).getFirst();
        season.entries().removeLast();
        var half = closed.manifest().size() / 2;
        for (var part = 0; part < 2; part++) {
            season.entries()
                    .add(new Closed(
                            closed.board(),
                            closed.revision(),
                            closed.occurredAt(),
                            part + 1,
                            2,
                            part == 0
                                    ? closed.manifest().subList(0, half)
                                    : closed.manifest()
                                            .subList(half, closed.manifest().size()),
                            List.of(),
                            null));
        }
        publish("large", season.entries());
        assertThat(log.resolve("tile/0/000")).exists();
        var run = verify("--standings", write("standings.json", standings(season)));
        assertThat(run.output()).contains("Nothing differs");
        assertThat(run.status()).isZero();
    }

    @Test
    void a_receipt_alone_verifies() throws IOException {
        var receipt = publish("alone", Season2019.whole(1).entries()).get(7);
        var file = write("receipt.json", new String(receipt.encode(), UTF_8));
        var run = Python.verify("--key", key.verifier().toString(), "--origin", Season2019.ORIGIN, "--receipt", file);
        assertThat(run.output()).contains("Nothing differs");
        assertThat(run.status()).isZero();
    }

    @Test
    void changed_files_are_named() throws IOException {
        var season = Season2019.whole(2);
        publish("not damaged", season.entries());
        assertThat(verify().status()).isZero();
        differs("a mark", season, files -> files.replace("tile/entries/000.p/*", "\"I.1\":2500", "\"I.1\":2450"), """
                wrong root
                is not that of its content""");
        differs(
                "a hash",
                season,
                files -> files.flip("tile/0/000.p/*", 32 * 5 + 3),
                "differs from the entries at hash 5");
        differs("a byte too few", season, files -> files.cut("tile/entries/000.p/*"), "ends within entry");
        differs("a missing bundle", season, files -> files.delete("tile/entries/000.p/*"), "is missing");
        differs("a missing tile", season, files -> files.delete("tile/0/000.p/*"), "is missing");
        differs("no checkpoint", season, files -> files.delete("checkpoint"), "the log has no checkpoint");
        differs(
                "the size",
                season,
                files -> files.line("checkpoint", 1, size -> "" + (Integer.parseInt(size) - 1)),
                """
                wrong signature
                is missing""");
        differs("the root", season, files -> files.line("checkpoint", 2, root -> "A" + root.substring(1)), """
                wrong signature
                wrong root""");
        differs(
                "the signature",
                season,
                files -> files.line(
                        "checkpoint",
                        4,
                        line -> line.substring(0, line.length() - 8) + "AAA" + line.substring(line.length() - 5)),
                "wrong signature");
        differs(
                "an extension",
                season,
                files -> files.line("checkpoint", 2, root -> root + "\nmore"),
                "not origin, size and root");
        differs("no end", season, files -> files.cut("checkpoint"), "is no signed note");
    }

    @Test
    void another_key_or_another_log_is_named() throws IOException {
        var season = Season2019.whole(3);
        publish("keys", season.entries());
        var other = SigningKey.generate(Season2019.ORIGIN, new SecureRandom())
                .verifier()
                .toString();
        var unknown = Python.verify(log.toString(), "--key", other);
        assertThat(unknown.output()).contains("no known signature");
        assertThat(unknown.status()).isEqualTo(1);

        var rotated = Python.verify(
                log.toString(), "--key", other, "--key", key.verifier().toString());
        assertThat(rotated.status()).isZero();

        var elsewhere = verify("--origin", "thidua/hn-mttq-cum-2/2019");
        assertThat(elsewhere.output()).contains("is of another log");
        assertThat(elsewhere.status()).isEqualTo(1);

        var sameKeyOfAnotherLog = Python.verify(
                log.toString(),
                "--key",
                key.named("thidua/hn-mttq-cum-2/2019").verifier().toString());
        assertThat(sameKeyOfAnotherLog.output()).contains("no known signature");
        assertThat(sameKeyOfAnotherLog.status()).isEqualTo(1);
    }

    @Test
    void a_log_that_was_written_anew_and_signed_with_the_right_key_is_given_away_by_what_was_handed_out()
            throws IOException {
        var season = Season2019.whole(4);
        var before = publish("before", season.entries());
        var changed = 9;
        var older = write("older.txt", before.get(20).checkpoint().toString());
        var receipt = write("receipt.json", new String(before.get(changed).encode(), UTF_8));

        var forged = new Season2019(0);
        for (var entry : season.entries()) {
            if (entry instanceof Closed) {
                continue;
            }
            var isChanged = forged.entries().size() == changed;
            forged.entries().add(isChanged ? generous((Sheet) entry) : entry);
        }
        forged.close(Season2019.BOARD);
        publish("forged", forged.entries());
        var alone = verify("--standings", write("forged.json", standings(forged)));
        assertThat(alone.status()).as("in itself it is consistent").isZero();

        var run = verify(
                "--older", older, "--receipt", receipt, "--standings", write("standings.json", standings(season)));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .contains("history changed: the first 21 entries")
                .contains("entry " + changed + " of the log is another one")
                .contains("standings standings.json: base of");

        publish("shorter", season.entries().subList(0, 15));
        var shorter = verify("--older", older, "--receipt", receipt);
        assertThat(shorter.status()).isEqualTo(1);
        assertThat(shorter.output())
                .contains("size smaller: the older checkpoint older.txt has 21 entries, and the log only 15");
    }

    @Test
    void entries_that_break_the_rules_are_named_even_when_they_are_signed() throws IOException {
        var season = Season2019.whole(6);
        var entries = season.entries();
        var first = (Sheet) entries.get(2);
        var lastSheet = entries.size() - 2;

        rule("left out", without(entries, corrected(entries)), "comes after revision");
        rule("left out of the closing", without(entries, onlyOne(entries)), "is in the manifest and not in the log");
        rule("twice", with(entries, 3, first), "revision 1 of " + first.sheet() + " comes after revision 1");
        rule("not opened", without(entries, 1), "board " + Season2019.BOARD + " was not opened");
        rule("opened again", with(entries, 5, entries.getFirst()), "is opened again");
        rule(
                "after closing",
                with(entries, entries.size(), sheetOf(season, "DD", "HBT")),
                "after the board was closed");
        rule(
                "before closing",
                with(entries, entries.size() - 1, sheetOf(season, "LB", "BD")),
                "is in the log and not in the manifest");
        rule(
                "the closing says less",
                replaced(entries, entries.size() - 1, text -> text.replaceFirst("\\{\"digest\":[^}]*\\},", "")),
                "is in the log and not in the manifest");
        rule(
                "another revision",
                replaced(
                        entries,
                        entries.size() - 1,
                        text -> text.replaceFirst("\"revision\":1,\"sheet\"", "\"revision\":9,\"sheet\"")),
                "has the revision 9 in the manifest and 1 in the log");
        rule(
                "other missing ones",
                replaced(entries, entries.size() - 1, text -> text.replace("/PEER/LB/BD\"", "/PEER/LB/HM\"")),
                "the missing sheets are not those that are named");
        rule("above the maximum", marked(entries, lastSheet, Map.of("I.1", 2550)), "the mark 2550 for I.1");
        rule("no step", marked(entries, lastSheet, Map.of("I.1", 25)), "the mark 25 for I.1");
        rule("negative", marked(entries, lastSheet, Map.of("I.1", -50)), "the mark -50 for I.1");
        rule("a criterion too many", marked(entries, lastSheet, Map.of("IX", 0)), "missing or too many: IX");
        rule(
                "another digest",
                replaced(entries, 2, text -> text.replace(first.digest(), "sha-256:" + "0".repeat(64))),
                "the digest of " + first.sheet());
        rule(
                "not canonical",
                replaced(entries, 2, text -> text.replace("{\"adjustments\"", "{ \"adjustments\"")),
                "entry 2: is not in canonical form");
        rule("not JSON", replaced(entries, 2, text -> text.substring(1)), "entry 2: is not valid JSON");
        rule(
                "a member missing",
                replaced(entries, 2, text -> text.replaceFirst("\"scorer\":\"[A-Z]*\",", "")),
                "/scorer is missing");
    }

    @Test
    void corrected_results_verify_and_those_that_they_replaced_do_as_they_were() throws IOException {
        var season = Season2019.whole(9);
        var first = results(season, 39, null);
        var sheets = season.correct(Season2019.BOARD, 40, 39, 2);
        var second = results(season, 40, 39L);
        season.correct(Season2019.BOARD, 41, 40, 1);
        publish("corrected", season.entries());

        var run = verify("--standings", write("last.json", results(season, 41, 40L)));
        assertThat(run.output())
                .contains("Nothing differs")
                .contains("revision 40 replaces 39, with "
                        + sheets.getFirst().sheet().sheet() + ", "
                        + sheets.getLast().sheet().sheet())
                .contains("revision 41 replaces 40, with "
                        + sheets.getFirst().sheet().sheet());
        assertThat(run.status()).isZero();
        var older = verify("--standings", write("first.json", first), "--standings", write("second.json", second));
        assertThat(older.output())
                .contains("first.json, which revision 40 has replaced", "second.json, which revision 41");
        assertThat(older.status()).isZero();

        var unlogged = verify("--standings", write("unlogged.json", results(season, 42, 41L)));
        assertThat(unlogged.output()).contains("revision 42 corrects 41, and the log has no such correction");
        assertThat(unlogged.status()).isEqualTo(1);
        var unchanged = verify("--standings", write("unchanged.json", first.replace(":39,", ":40,")));
        assertThat(unchanged.output()).contains("unchanged.json: base of");
        assertThat(unchanged.status()).isEqualTo(1);
    }

    @Test
    void corrections_that_break_the_rules_are_named() throws IOException {
        var season = Season2019.whole(9);
        var closing = season.entries().size();
        season.correct(Season2019.BOARD, 40, 39, 2);
        var entries = season.entries();

        rule("half of one", without(entries, closing + 1), "a correction has only 1 of 2 parts");
        rule("its second half", without(entries, closing), "part 2 of 2 of a correction comes where part 1 should");
        rule("before the closing", without(entries, closing - 1), "a correction before the board was closed");
        rule("twice", with(entries, closing + 2, entries.get(closing)), "revision 39 is corrected after 40");
        rule(
                "of what replaces itself",
                replaced(entries, closing, text -> text.replace("\"replaces\":39", "\"replaces\":40")),
                "revision 40 replaces 40");
        rule(
                "its other half by another",
                replaced(entries, closing + 1, text -> text.replace("\"replaces\":39", "\"replaces\":38")),
                "the parts of a correction differ in replaces");
        rule(
                "with other marks",
                replaced(entries, closing, text -> text.replaceFirst("\"I.1\":(1000|500)", "\"I.1\":50")),
                "the digest of");
    }

    @Test
    void published_standings_that_differ_are_named_value_by_value() throws IOException {
        var season = Season2019.whole(5);
        publish("standings", season.entries());
        var right = standings(season);
        var changes = Map.of(
                "rank",
                "\"rank\":1,",
                "total",
                "\"total\":",
                "base",
                "\"base\":",
                "tied",
                "\"tied\":false",
                "self",
                "\"self\":");
        changes.forEach((name, text) -> {
            var changed = name.equals("tied")
                    ? right.replaceFirst("\"tied\":(true|false)", "\"tied\":null")
                    : right.replaceFirst("\"" + name + "\":[0-9]+", "\"" + name + "\":1234");
            assertThat(changed).isNotEqualTo(right);
            var run = verify("--standings", write("changed.json", changed));
            assertThat(run.status()).as(text).isEqualTo(1);
            assertThat(run.output()).contains("standings changed.json: " + name + " of ");
        });
        var open = verify("--standings", write("open.json", right.replace(Season2019.BOARD, Season2019.MIDYEAR)));
        assertThat(open.output()).contains("they are FINAL, and the board is not closed");
    }

    @Test
    void a_receipt_that_was_changed_is_named() throws IOException {
        var season = Season2019.whole(7);
        var receipt = new String(publish("receipts", season.entries()).get(12).encode(), UTF_8);
        var otherLeaf = "\"leaf\":\"" + "A".repeat(43) + "=\"";
        receipt(
                receipt.replaceFirst("\"leaf\":\"[^\"]*\"", otherLeaf),
                "leaf not in tree",
                "its entry does not have its leaf hash",
                "entry 12 of the log is another one");
        receipt(
                receipt.replaceFirst("\"path\":\\[\"[^\"]*\"", "\"path\":[\"" + "A".repeat(43) + "=\""),
                "leaf not in tree");
        receipt(receipt.replaceFirst("\"path\":\\[\"[^\"]*\",", "\"path\":["), "leaf not in tree");
        receipt(
                receipt.replace("\"index\":12", "\"index\":11"),
                "leaf not in tree",
                "entry 11 of the log is another one");
        receipt(receipt.replace("\"index\":12", "\"index\":13000"), "size smaller: there is no entry 13000");
        receipt(receipt.replace("\"entry\":\"{", "\"entry\":\"{ "), "its entry does not have its leaf hash");
        receipt(
                receipt.replace(
                        "\"checkpoint\":\"thidua/hn-mttq-cum-1/2019", "\"checkpoint\":\"thidua/hn-mttq-cum-9/2019"),
                "is of another log");
        receipt(receipt.replace("\"leaf\"", "\"loaf\""), "/leaf is missing");
        receipt("{", "is not valid JSON");
    }

    @Test
    void what_is_newer_than_the_verifier_gets_no_verdict() throws IOException {
        var entries = Season2019.whole(8).entries();
        publishRaw(
                "new-type",
                replaced(
                        entries,
                        entries.size() - 1,
                        text -> text.replace("\"type\":\"closed\"", "\"type\":\"annulled\"")));
        var type = verify();
        assertThat(type.output()).contains("unknown type 'annulled'", "a newer verifier is needed");
        assertThat(type.status()).isEqualTo(2);

        publishRaw(
                "new-rules", replaced(entries.subList(0, 1), 0, text -> text.replace("peer-mean-1", "trimmed-mean-1")));
        var rules = verify();
        assertThat(rules.output()).contains("unknown rules 'trimmed-mean-1'");
        assertThat(rules.status()).isEqualTo(2);

        publishRaw(
                "new-member",
                replaced(entries, 2, text -> text.replace("{\"adjustments\"", "{\"aNewMember\":true,\"adjustments\"")));
        assertThat(verify().status()).as("an optional member is ignored").isZero();
    }

    @Test
    void a_wrong_call_is_told() {
        assertThat(Python.verify().status()).isEqualTo(2);
        var nowhere = Python.verify(
                folder.resolve("nowhere").toString(), "--key", key.verifier().toString());
        assertThat(nowhere.status()).isEqualTo(2);
        assertThat(nowhere.output()).contains("there is no folder");
        assertThat(Python.verify(folder.toString(), "--key", "x+y+z").status()).isEqualTo(2);
    }

    // Ways to damage a log

    private void differs(String what, Season2019 season, Consumer<LogFiles> damage, String expected)
            throws IOException {
        publish("damaged " + what, season.entries());
        damage.accept(new LogFiles(log));
        var run = verify();
        assertThat(run.output()).as(what).contains(expected.split("\n"));
        assertThat(run.status()).as(what).isEqualTo(1);
    }

    private void rule(String what, List<byte[]> entries, String expected) throws IOException {
        publishRaw("rule " + what, entries);
        var run = verify();
        assertThat(run.output()).as(what).contains(expected);
        assertThat(run.status()).as(what).isEqualTo(1);
    }

    private void receipt(String changed, String... expected) {
        var run = verify("--receipt", write("changed-receipt.json", changed));
        assertThat(run.output()).contains(expected);
        assertThat(run.status()).isEqualTo(1);
    }

    private static List<byte[]> without(List<Entry> entries, int index) {
        var encoded = encoded(entries);
        encoded.remove(index);
        return encoded;
    }

    private static List<byte[]> with(List<Entry> entries, int index, Entry more) {
        var encoded = encoded(entries);
        encoded.add(index, more.encode());
        return encoded;
    }

    private static List<byte[]> replaced(List<Entry> entries, int index, UnaryOperator<String> change) {
        var encoded = encoded(entries);
        var before = new String(encoded.get(index), UTF_8);
        var after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        encoded.set(index, after.getBytes(UTF_8));
        return encoded;
    }

    /** The sheet with some marks changed, and the digest that then is right. */
    private static List<byte[]> marked(List<Entry> entries, int index, Map<String, Integer> marks) {
        var sheet = (Sheet) entries.get(index);
        var changed = new TreeMap<>(sheet.marks());
        changed.putAll(marks);
        var encoded = encoded(entries);
        encoded.set(index, again(sheet, sheet.revision(), changed).encode());
        return encoded;
    }

    private static Sheet generous(Sheet sheet) {
        var marks = new TreeMap<>(sheet.marks());
        marks.replaceAll((code, points) -> points == 1950 ? 1900 : 1950);
        return again(sheet, sheet.revision(), marks);
    }

    private static Sheet again(Sheet sheet, long revision, Map<String, Integer> marks) {
        return Sheet.accepted(
                sheet.board(),
                revision,
                sheet.occurredAt(),
                sheet.kind(),
                sheet.scorer(),
                sheet.target(),
                marks,
                sheet.adjustments());
    }

    private static Sheet sheetOf(Season2019 season, String scorer, String target) {
        var submitted = season.submit(Season2019.BOARD, scorer, target);
        season.entries().remove(submitted);
        return submitted;
    }

    /** The place of a first revision that was corrected later. */
    private static int corrected(List<Entry> entries) {
        var correction = entries.stream()
                .filter(entry -> entry instanceof Sheet sheet && sheet.revision() == 2)
                .map(Sheet.class::cast)
                .findFirst()
                .orElseThrow();
        for (var index = 0; ; index++) {
            if (entries.get(index) instanceof Sheet sheet && sheet.sheet().equals(correction.sheet())) {
                return index;
            }
        }
    }

    /** The place of a sheet of the closed board that was never corrected. */
    private static int onlyOne(List<Entry> entries) {
        for (var index = 0; ; index++) {
            if (entries.get(index) instanceof Sheet sheet
                    && sheet.board().equals(Season2019.BOARD)
                    && entries.stream()
                                    .filter(entry -> entry instanceof Sheet other
                                            && other.sheet().equals(sheet.sheet()))
                                    .count()
                            == 1) {
                return index;
            }
        }
    }

    // Logs on the disk

    /** Publishes a new log in two steps. Returns every entry's receipt, as it was given then. */
    private List<ReceiptProof> publish(String name, List<Entry> entries) {
        return publishRaw(name, encoded(entries));
    }

    private List<ReceiptProof> publishRaw(String name, List<byte[]> entries) {
        log = folder.resolve(name);
        var season = SeasonLog.create(new DirectoryTileStore(log), key);
        var receipts = new ArrayList<ReceiptProof>();
        for (var entry : entries) {
            var index = season.append(entry);
            if (index == OLDER || index == entries.size() - 1) {
                season.publish();
                for (var next = receipts.size(); next <= index; next++) {
                    receipts.add(ReceiptProof.of(season.published(), next));
                }
            }
        }
        return receipts;
    }

    private Python.Run verify(String... options) {
        var arguments =
                new ArrayList<>(List.of(log.toString(), "--key", key.verifier().toString()));
        arguments.addAll(List.of(options));
        return Python.verify(arguments.toArray(String[]::new));
    }

    private String write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The standings after all corrections, as results of this revision. */
    private static String results(Season2019 season, long revision, @Nullable Long replaces) {
        var counted = HandCount.published(
                Season2019.BOARD, season.counted(Season2019.BOARD).values());
        var correction = replaces == null
                ? ""
                : "\"correction\":{\"because\":\"ghi nhầm\",\"replaces\":%d},".formatted(replaces);
        return new String(counted, UTF_8)
                .replace("\"status\":", "%s\"revision\":%d,\"status\":".formatted(correction, revision));
    }

    private static String standings(Season2019 season) {
        return new String(
                HandCount.published(
                        Season2019.BOARD, season.standing(Season2019.BOARD).values()),
                UTF_8);
    }

    private static ArrayList<byte[]> encoded(List<Entry> entries) {
        return new ArrayList<>(entries.stream().map(Entry::encode).toList());
    }

    private static String flipped(String hex, Random random) {
        var bytes = HexFormat.of().parseHex(hex);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return HexFormat.of().formatHex(bytes);
    }

    /** Adds the group's order to the second half, which changes nothing modulo the order. */
    private static String plusOrder(String signature) {
        var order = new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16);
        var bytes = HexFormat.of().parseHex(signature);
        var s = BigInteger.ZERO;
        for (var at = 63; at >= 32; at--) {
            s = s.shiftLeft(8).or(BigInteger.valueOf(bytes[at] & 0xff));
        }
        var sum = s.add(order);
        for (var at = 32; at < 64; at++) {
            bytes[at] = sum.shiftRight(8 * (at - 32)).byteValue();
        }
        return HexFormat.of().formatHex(bytes);
    }
}
