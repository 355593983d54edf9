package vn.thidua.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Binary;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.standalone.verify.Verify;

/** What the City does with the results of 2019, and what somebody with a hand in a database cannot hide. */
@DisplayName("The results of 2019 can be checked")
class VerifyTest {

    private static final String BOARD = "hn-mttq-cum-1:2019";
    private static final String LOG = "/api/scoring/v1/proof/thidua/hn-mttq-cum-1/2019";
    private static final String SHEET = BOARD + "/PEER/HK/DD";
    /** What is promised. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Running running = Running.system();

    @TempDir
    private Path folder;

    @Test
    void against_the_running_system_nothing_differs() {
        var verified = verify("--against", running.url("/"));

        assertThat(verified.status).as(verified.out).isZero();
        assertThat(verified.out)
                .contains("Quận Hai Bà Trưng", "93,20", "Mọi thứ khớp", "Nothing differs", "published standings");
    }

    @Test
    void a_receipt_holds_and_a_changed_one_does_not() throws Exception {
        var receipt = running.get("hk", "/api/scoring/v1/boards/" + BOARD + "/sheets/PEER/HK/DD/receipt")
                .toString();
        var kept = Files.writeString(folder.resolve("receipt.json"), receipt);
        var changed = Files.writeString(
                folder.resolve("changed.json"), receipt.replace("\\\"revision\\\":", "\\\"revision\\\":1"));

        assertThat(verify("--against", running.url("/"), "--receipt", kept.toString()).status)
                .isZero();
        var refused = verify("--against", running.url("/"), "--receipt", changed.toString());
        assertThat(refused.status).as(refused.out).isEqualTo(1);
        assertThat(refused.out).contains("changed.json");
    }

    @Test
    void a_copy_of_the_log_is_enough_for_both_verifiers() throws Exception {
        var log = copyOfTheLog();
        var standings = Files.writeString(
                folder.resolve("standings.json"), running.season().standings().toString());
        var older = Files.copy(log.resolve("checkpoint"), folder.resolve("older.txt"));

        var verified = verify(
                "--log",
                log.toString(),
                "--key",
                key(),
                "--standings",
                standings.toString(),
                "--older",
                older.toString());
        assertThat(verified.status).as(verified.out).isZero();

        var python = new ProcessBuilder(
                        "python3",
                        Path.of("..", "docs", "verifier", "verify.py").toString(),
                        log.toString(),
                        "--key",
                        key(),
                        "--standings",
                        standings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("python").toFile())
                .start();
        assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(python.exitValue())
                .as(Files.readString(folder.resolve("python")))
                .isZero();
    }

    @Test
    void a_mark_that_was_changed_in_the_scoring_database_is_named() {
        try (var store = store()) {
            var sheets = store.getDatabase("thidua_scoring").getCollection("sheets");
            planted(
                    sheets,
                    SHEET,
                    sheet -> {
                        var last = sheet.getList("history", Document.class).getLast();
                        last.put("content", lowered(last.getString("content")));
                    },
                    "scoring");
        }
    }

    @Test
    void a_mark_that_was_changed_in_the_ranking_database_is_named() {
        try (var store = store()) {
            var boards = store.getDatabase("thidua_ranking").getCollection("boards");
            planted(
                    boards,
                    BOARD,
                    board -> {
                        var sheet = board.get("sheets", Document.class).get("PEER/HK/DD", Document.class);
                        sheet.put("m", lowered(sheet.getString("m")));
                    },
                    "ranking");
        }
    }

    @Test
    void a_mark_that_was_changed_in_the_log_is_named() throws Exception {
        var index = running.get("hk", "/api/scoring/v1/boards/" + BOARD + "/sheets/PEER/HK/DD/receipt")
                .at("/proof/index")
                .asLong();
        try (var store = store()) {
            var heads = store.getDatabase("thidua_scoring").getCollection("seasonLogs");
            var id = "thidua/hn-mttq-cum-1/2019";
            var before = found(heads, id);
            var changed = copy(before);
            for (var file : changed.getList("files", Document.class)) {
                if (file.getString("path").startsWith("tile/entries")) {
                    file.put(
                            "content",
                            new Binary(changed(file.get("content", Binary.class).getData())));
                }
            }
            heads.replaceOne(new Document("_id", id), changed);
            try {
                var verified = verify("--mongodb", running.address("store"), "--key", key());
                assertThat(verified.status).as(verified.out).isEqualTo(1);
                assertThat(verified.out).contains("entry " + index);
                await().atMost(A_MINUTE)
                        .untilAsserted(() -> assertThat(alterations("scoring")).contains(id, "entry " + index));
            } finally {
                heads.replaceOne(new Document("_id", id), before);
            }
            await().atMost(A_MINUTE)
                    .untilAsserted(() -> assertThat(alterations("scoring")).doesNotContain(id));
        }
    }

    /** Plants a change in a document, sees it named by the command and by the running system, and puts it right again. */
    private void planted(MongoCollection<Document> collection, String id, Consumer<Document> change, String service) {
        var before = found(collection, id);
        var changed = copy(before);
        change.accept(changed);
        assertThat(changed).isNotEqualTo(before);
        collection.replaceOne(new Document("_id", id), changed);
        try {
            var verified = verify("--mongodb", running.address("store"), "--key", key());
            assertThat(verified.status).as(verified.out).isEqualTo(1);
            assertThat(verified.out).contains(service + " service's sheets: I.1 of " + SHEET);
            await().atMost(A_MINUTE)
                    .untilAsserted(() -> assertThat(alterations(service)).contains(SHEET));
        } finally {
            collection.replaceOne(new Document("_id", id), before);
        }
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(alterations(service)).doesNotContain(SHEET));
    }

    /** Of the same types, integers of 64 bits too. */
    private static Document copy(Document document) {
        return Document.parse(document.toJson(
                JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build()));
    }

    private static Document found(MongoCollection<Document> collection, String id) {
        return requireNonNull(collection.find(new Document("_id", id)).first(), id);
    }

    /** Takes half a point away from criterion I.1. */
    private static String lowered(String json) {
        var content = JsonMapper.shared().readTree(json);
        var mark = content.path("marks").isMissingNode() ? content.get("I.1") : content.at("/marks/I.1");
        return json.replace("\"I.1\":" + mark, "\"I.1\":" + (mark.asInt() - 50));
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

    private String alterations(String service) throws IOException, InterruptedException {
        var answer = fetch(URI.create(running.address(service) + "/actuator/pipeline"), "he-thong-van-hanh");
        return JsonMapper.shared().readTree(answer).path("alterations").toString();
    }

    private byte[] fetch(URI address, String client) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + running.token(client))
                    .build();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
            return answer.body();
        }
    }

    private String key() {
        try {
            return new String(fetch(URI.create(running.url(LOG + "/key")), "he-thong-thanh-pho"), UTF_8).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path copyOfTheLog() throws IOException, InterruptedException {
        var log = folder.resolve("log");
        var checkpoint = fetch(URI.create(running.url(LOG + "/checkpoint")), "he-thong-thanh-pho");
        var width =
                Integer.parseInt(new String(checkpoint, UTF_8).lines().toList().get(1));
        Files.createDirectories(log);
        Files.write(log.resolve("checkpoint"), checkpoint);
        for (var tile : List.of("tile/0/000.p/" + width, "tile/entries/000.p/" + width)) {
            Files.createDirectories(requireNonNull(log.resolve(tile).getParent()));
            Files.write(log.resolve(tile), fetch(URI.create(running.url(LOG + "/" + tile)), "he-thong-thanh-pho"));
        }
        return log;
    }

    private MongoClient store() {
        return MongoClients.create(running.address("store"));
    }

    private static Verified verify(String... options) {
        var arguments = new ArrayList<String>(List.of(options));
        arguments.addFirst(BOARD);
        var out = new StringWriter();
        var status = new CommandLine(new Verify())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments.toArray(String[]::new));
        return new Verified(status, out.toString());
    }

    private record Verified(int status, String out) {}
}
