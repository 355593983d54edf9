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
import java.io.UncheckedIOException;
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
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.standalone.verify.Verify;

/** Checks a board of the running system with both verifiers, and changes what is stored behind its back. */
final class Checking {

    /** What is promised. */
    static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Running running;
    private final String board;
    private final String log;

    Checking(Running running, String board) {
        this.running = running;
        this.board = board;
        this.log = "/api/scoring/v1/proof/thidua/" + board.replace(':', '/');
    }

    MongoClient store() {
        return MongoClients.create(running.address("store"));
    }

    String key() {
        return new String(fetch(URI.create(running.url(log + "/key")), "he-thong-thanh-pho"), UTF_8).strip();
    }

    /** The log's files in a folder, as somebody downloads them. */
    Path copyOfTheLog(Path folder) {
        try {
            var checkpoint = fetch(URI.create(running.url(log + "/checkpoint")), "he-thong-thanh-pho");
            var width = Integer.parseInt(
                    new String(checkpoint, UTF_8).lines().toList().get(1));
            var copy = Files.createDirectories(folder.resolve("log"));
            Files.write(copy.resolve("checkpoint"), checkpoint);
            for (var tile : List.of("tile/0/000.p/" + width, "tile/entries/000.p/" + width)) {
                Files.createDirectories(requireNonNull(copy.resolve(tile).getParent()));
                Files.write(copy.resolve(tile), fetch(URI.create(running.url(log + "/" + tile)), "he-thong-thanh-pho"));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Verified verify(String... options) {
        var arguments = new ArrayList<>(List.of(options));
        arguments.addFirst(board);
        var out = new StringWriter();
        var status = new CommandLine(new Verify())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments.toArray(String[]::new));
        return new Verified(status, out.toString());
    }

    /** The second verifier. */
    Verified verifyInPython(Path log, String... options) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(
                "python3", Path.of("..", "docs", "verifier", "verify.py").toString(), log.toString(), "--key", key()));
        arguments.addAll(List.of(options));
        var out = Files.createTempFile("thidua-verify", ".txt");
        var python = new ProcessBuilder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Verified(python.exitValue(), Files.readString(out));
    }

    /** Plants a change in a document, sees it named by the command and by the running system, and puts it right again. */
    void planted(
            MongoCollection<Document> collection, String id, Consumer<Document> change, String service, String sheet) {
        var before = found(collection, id);
        var changed = copy(before);
        change.accept(changed);
        assertThat(changed).isNotEqualTo(before);
        collection.replaceOne(new Document("_id", id), changed);
        try {
            var verified = verify("--mongodb", running.address("store"), "--key", key());
            assertThat(verified.status()).as(verified.out()).isEqualTo(1);
            assertThat(verified.out()).contains(service + " service's sheets: I.1 of " + sheet);
            await().atMost(A_MINUTE)
                    .untilAsserted(() -> assertThat(alterations(service)).contains(sheet));
        } finally {
            collection.replaceOne(new Document("_id", id), before);
        }
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(alterations(service)).doesNotContain(sheet));
    }

    /** Of the same types, integers of 64 bits too. */
    static Document copy(Document document) {
        return Document.parse(document.toJson(
                JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build()));
    }

    static Document found(MongoCollection<Document> collection, String id) {
        return requireNonNull(collection.find(new Document("_id", id)).first(), id);
    }

    /** Takes half a point away from criterion I.1. */
    static String lowered(String json) {
        var content = JsonMapper.shared().readTree(json);
        var mark = content.path("marks").isMissingNode() ? content.get("I.1") : content.at("/marks/I.1");
        return json.replace("\"I.1\":" + mark, "\"I.1\":" + (mark.asInt() - 50));
    }

    /** What a service names as changed. */
    String alterations(String service) {
        var answer = fetch(URI.create(running.address(service) + "/actuator/pipeline"), "he-thong-van-hanh");
        return JsonMapper.shared().readTree(answer).path("alterations").toString();
    }

    private byte[] fetch(URI address, String client) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + running.token(client))
                    .build();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a verifier came to. */
    record Verified(int status, String out) {}
}
