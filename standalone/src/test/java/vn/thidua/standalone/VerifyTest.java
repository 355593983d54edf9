package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the City does with the results of 2019, and what somebody with a hand in a database cannot hide. */
@DisplayName("The results of 2019 can be checked")
class VerifyTest {

    private static final String BOARD = "hn-mttq-cum-1:2019";
    private static final String SHEET = BOARD + "/PEER/HK/DD";

    private final Running running = Running.system();
    private final Checking checking = new Checking(running, BOARD);

    @TempDir
    private Path folder;

    @Test
    void against_the_running_system_nothing_differs() {
        var verified = checking.verify("--against", running.url("/"));

        assertThat(verified.status()).as(verified.out()).isZero();
        assertThat(verified.out())
                .contains("Quận Hai Bà Trưng", "93,20", "Mọi thứ khớp", "Nothing differs", "published standings");
    }

    @Test
    void a_receipt_holds_and_a_changed_one_does_not() throws Exception {
        var receipt = running.get("hk", "/api/scoring/v1/boards/" + BOARD + "/sheets/PEER/HK/DD/receipt")
                .toString();
        var kept = Files.writeString(folder.resolve("receipt.json"), receipt);
        var changed = Files.writeString(
                folder.resolve("changed.json"), receipt.replace("\\\"revision\\\":", "\\\"revision\\\":1"));

        assertThat(checking.verify("--against", running.url("/"), "--receipt", kept.toString())
                        .status())
                .isZero();
        var refused = checking.verify("--against", running.url("/"), "--receipt", changed.toString());
        assertThat(refused.status()).as(refused.out()).isEqualTo(1);
        assertThat(refused.out()).contains("changed.json");
    }

    @Test
    void a_copy_of_the_log_is_enough_for_both_verifiers() throws Exception {
        var log = checking.copyOfTheLog(folder);
        var standings = Files.writeString(
                folder.resolve("standings.json"), running.season().standings().toString());
        var older = Files.copy(log.resolve("checkpoint"), folder.resolve("older.txt"));

        var verified = checking.verify(
                "--log",
                log.toString(),
                "--key",
                checking.key(),
                "--standings",
                standings.toString(),
                "--older",
                older.toString());
        assertThat(verified.status()).as(verified.out()).isZero();
        var python = checking.verifyInPython(log, "--standings", standings.toString());
        assertThat(python.status()).as(python.out()).isZero();
    }

    @Test
    void a_mark_that_was_changed_in_the_scoring_database_is_named() {
        try (var store = checking.store()) {
            var sheets = store.getDatabase("thidua_scoring").getCollection("sheets");
            checking.planted(
                    sheets,
                    SHEET,
                    sheet -> {
                        var last = sheet.getList("history", Document.class).getLast();
                        last.put("content", Checking.lowered(last.getString("content")));
                    },
                    "scoring",
                    SHEET);
        }
    }

    @Test
    void a_mark_that_was_changed_in_the_ranking_database_is_named() {
        try (var store = checking.store()) {
            var boards = store.getDatabase("thidua_ranking").getCollection("boards");
            checking.planted(
                    boards,
                    BOARD,
                    board -> {
                        var sheet = board.get("sheets", Document.class).get("PEER/HK/DD", Document.class);
                        sheet.put("m", Checking.lowered(sheet.getString("m")));
                    },
                    "ranking",
                    SHEET);
        }
    }

    @Test
    void a_mark_that_was_changed_in_the_log_is_named() throws Exception {
        var index = running.get("hk", "/api/scoring/v1/boards/" + BOARD + "/sheets/PEER/HK/DD/receipt")
                .at("/proof/index")
                .asLong();
        try (var store = checking.store()) {
            var heads = store.getDatabase("thidua_scoring").getCollection("seasonLogs");
            var id = "thidua/hn-mttq-cum-1/2019";
            var before = Checking.found(heads, id);
            var changed = Checking.copy(before);
            for (var file : changed.getList("files", Document.class)) {
                if (file.getString("path").startsWith("tile/entries")) {
                    file.put(
                            "content",
                            new Binary(changed(file.get("content", Binary.class).getData())));
                }
            }
            heads.replaceOne(new Document("_id", id), changed);
            try {
                var verified = checking.verify("--mongodb", running.address("store"), "--key", checking.key());
                assertThat(verified.status()).as(verified.out()).isEqualTo(1);
                assertThat(verified.out()).contains("entry " + index);
                await().atMost(Checking.A_MINUTE)
                        .untilAsserted(() ->
                                assertThat(checking.alterations("scoring")).contains(id, "entry " + index));
            } finally {
                heads.replaceOne(new Document("_id", id), before);
            }
            await().atMost(Checking.A_MINUTE)
                    .untilAsserted(
                            () -> assertThat(checking.alterations("scoring")).doesNotContain(id));
        }
    }

    /** The same mark, in the entry itself. */
    private static byte[] changed(byte[] bundle) {
        var text = new String(bundle, java.nio.charset.StandardCharsets.ISO_8859_1);
        var entry = text.lastIndexOf("\"scorer\":\"HK\",\"sheet\":\"" + SHEET);
        var mark = text.lastIndexOf("\"I.1\":", entry) + "\"I.1\":".length();
        var other = text.charAt(mark) == '1' ? '2' : '1';
        return (text.substring(0, mark) + other + text.substring(mark + 1))
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
