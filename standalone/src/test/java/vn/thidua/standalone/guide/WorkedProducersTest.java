package vn.thidua.standalone.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.thidua.scoring.intake.EventReader;
import vn.thidua.standalone.access.DemoClients;

@DisplayName("The worked programs of the producers' guide")
class WorkedProducersTest {

    private static final String PRACTICE = "hn-mttq-cum-1:2019-THU";

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    private static PractisedSystem system;

    @BeforeAll
    static void start() {
        assumeThat(Program.installed("bash", "curl", "gzip", "sed")).isTrue();
        system = PractisedSystem.start(data);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void send_sheets_with_curl_and_show_what_became_of_each() throws Exception {
        system.openBoard(PRACTICE);

        var sent = system.script("send-sheet.sh", Map.of());

        assertThat(sent.status()).as(sent.out() + sent.err()).isZero();
        assertThat(answers(sent)).hasSize(2);
        assertThat(answers(sent).getFirst().get("sheet").asString()).isEqualTo(PRACTICE + "/PEER/HBT/DD");
        assertThat(outcomes(answers(sent).getLast()))
                .containsExactly("2019-THU-2 accepted", "2019-THU-3 refused", "2019-THU-4 accepted");
        counted(PRACTICE, Map.of("DD", 1, "HK", 1, "BD", 1, "HM", 0));
        // The guide shows these very answers, but for the time.
        var shown = Guide.read().fences("json").stream()
                .map(fence -> JsonMapper.shared().readTree(fence.code()))
                .toList();
        assertThat(answers(sent))
                .allSatisfy(answer -> assertThat(shown)
                        .anySatisfy(example -> assertThat(timeless(answer)).isEqualTo(timeless(example))));
    }

    /** Without what differs each time: when, and where in the log. */
    private static JsonNode timeless(JsonNode answer) {
        var copy = answer.deepCopy();
        for (var receipt : copy.findParents("receivedAt")) {
            ((ObjectNode) receipt).put("receivedAt", "then").remove("proof");
        }
        return copy;
    }

    @Test
    void send_sheets_with_curl_again_and_change_nothing() throws Exception {
        var board = "hn-mttq-cum-1:2019-AGAIN";
        system.openBoard(board);
        var first = answers(system.script("send-sheet.sh", Map.of("THIDUA_BOARD", board)));

        var again = answers(system.script("send-sheet.sh", Map.of("THIDUA_BOARD", board)));

        assertThat(timeless(again.getFirst())).isEqualTo(timeless(first.getFirst()));
        assertThat(outcomes(again.getLast()))
                .containsExactly("2019-AGAIN-2 duplicate", "2019-AGAIN-3 refused", "2019-AGAIN-4 duplicate");
        assertThat(timeless(again.getLast()).findValues("receipt"))
                .isEqualTo(timeless(first.getLast()).findValues("receipt"));
        counted(board, Map.of("DD", 1, "HK", 1, "BD", 1, "HM", 0));
    }

    @Test
    void send_what_can_be_corrected_and_replayed_as_the_guide_says() throws Exception {
        var board = "hn-mttq-cum-1:2019-REPLAY";
        system.openBoard(board);
        var refused = answers(system.script("send-sheet.sh", Map.of("THIDUA_BOARD", board)))
                .getLast()
                .at("/items/1");
        var kept = "/api/scoring/v1/quarantine/" + refused.get("quarantine").asString();

        var sent = system.get("he-thong-hbt", kept).at("/content/text").asString();
        var sheet = JsonMapper.shared().readTree(sent);
        ((ObjectNode) sheet.get("marks")).put("I.1", 600);
        system.call("he-thong-hbt", "PUT", kept + "/content", sheet.toString());
        var replayed = system.call("he-thong-hbt", "POST", kept + "/replay", "");

        assertThat(replayed.get("outcome").asString()).isEqualTo("ACCEPTED");
        assertThat(replayed.get("event")).isEqualTo(refused.get("id"));
        counted(board, Map.of("DD", 1, "HK", 1, "BD", 1, "HM", 1));
    }

    @Test
    void say_with_their_exit_status_that_a_request_was_refused_as_a_whole() throws Exception {
        var sent = system.script("send-sheet.sh", Map.of("THIDUA_SECRET", "another"));

        assertThat(sent.status()).isNotZero();
    }

    @Test
    void are_held_to_the_limits_that_the_guide_tells() throws Exception {
        assertThat(Guide.read().text()).contains("10,000 events; 16 MiB, unpacked too", "| one event | 256 KiB |");

        var many = system.batch("he-thong-hbt", gzipped("[" + "{},".repeat(10_000) + "{}]"));
        var large = system.batch("he-thong-hbt", gzipped("[" + " ".repeat(16 * 1024 * 1024) + "]"));

        assertThat(many.statusCode()).isEqualTo(413);
        assertThat(many.body()).contains("batch-too-long");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("body-too-large");
        assertThat(EventReader.LARGEST).isEqualTo(256 * 1024);
    }

    private static byte[] gzipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void open_the_board_to_practise_on_as_often_as_they_are_run() throws Exception {
        var board = "hn-mttq-cum-1:2019-TWICE";
        system.openBoard(board);
        system.openBoard(board);

        assertThat(system.get("he-thong-hbt", "/api/scoring/v1/boards/" + board)
                        .get("state")
                        .asString())
                .isEqualTo("OPEN");
    }

    @Test
    void send_sheets_over_kafka_and_show_what_became_of_each() throws Exception {
        system.openBoard(PRACTICE);

        var sent = producer("docs/producer/sheets.jsonl", DemoClients.secret());

        assertThat(sent.status()).as(sent.out() + sent.err()).isEqualTo(1);
        var shown = Guide.read().fences("text").getFirst().code().lines().toList();
        assertThat(sent.lines()).hasSameSizeAs(shown);
        for (var line = 0; line < shown.size(); line++) {
            assertThat(sent.lines().get(line)).matches(like(shown.get(line)));
        }
        counted(PRACTICE, Map.of("HBT", 1, "LB", 1, "HM", 0));
    }

    /** What the guide leaves out it shows as an ellipsis. */
    private static Pattern like(String shown) {
        return Pattern.compile(
                Arrays.stream(shown.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".+")));
    }

    @Test
    void send_sheets_over_kafka_again_and_change_nothing() throws Exception {
        var board = "hn-mttq-cum-1:2019-REPEAT";
        system.openBoard(board);
        var good = Files.readAllLines(Guide.program("sheets.jsonl")).getFirst().replace(PRACTICE, board);
        var sheets =
                Files.writeString(folder.resolve("one.jsonl"), good + "\n\n").toString();

        var first = producer(sheets, DemoClients.secret());
        var again = producer(sheets, DemoClients.secret());

        assertThat(first.status()).as(first.out() + first.err()).isZero();
        assertThat(first.lines()).last().isEqualTo("1 accepted, 0 repeated, 0 refused");
        assertThat(again.status()).as(again.out() + again.err()).isZero();
        assertThat(again.lines()).last().isEqualTo("0 accepted, 1 repeated, 0 refused");
        counted(board, Map.of("HBT", 1));
    }

    @Test
    void send_nothing_over_kafka_with_a_wrong_password() throws Exception {
        var sent = producer("docs/producer/sheets.jsonl", "another \"password\\");

        assertThat(sent.status()).as(sent.out() + sent.err()).isEqualTo(3);
        assertThat(sent.err()).contains("not everything could be sent", "uthentication");
    }

    @Test
    void say_which_setting_is_missing() throws Exception {
        var sent = Program.run(Guide.ROOT, Map.of("THIDUA_UNIT", "DD"), producing("docs/producer/sheets.jsonl"));

        assertThat(sent.status()).isEqualTo(2);
        assertThat(sent.err()).contains("THIDUA_KAFKA is not set");
    }

    @Test
    void find_the_topics_that_the_asyncapi_document_describes_and_no_others() throws Exception {
        var channels = channels();
        try (var admin = Admin.create(operations())) {
            var topics = admin.listTopics().names().get();
            var described = admin.describeTopics(topics).allTopicNames().get();

            assertThat(topics)
                    .allSatisfy(topic -> assertThat(channels).containsKey(address(topic)))
                    .containsAll(channels.keySet().stream()
                            .map(address -> address.replace("{unit}", "HBT"))
                            .toList());
            assertThat(described.values())
                    .allSatisfy(topic -> assertThat(channels)
                            .containsEntry(
                                    address(topic.name()), topic.partitions().size()));
        }
    }

    /** The partitions of each address in the AsyncAPI document. */
    private static Map<String, Integer> channels() {
        JsonNode document = JsonMapper.shared()
                .valueToTree(new Yaml().<Object>load(Guide.text(Guide.DOCS.resolve("asyncapi.yaml"))));
        return document.get("channels")
                .valueStream()
                .collect(Collectors.toMap(
                        channel -> channel.get("address").asString(),
                        channel -> document.at(
                                        channel.at("/bindings/$ref").asString().substring(1))
                                .at("/kafka/partitions")
                                .asInt()));
    }

    private static String address(String topic) {
        return topic.replaceFirst("(\\.v1)\\.[A-Z0-9-]+$", "$1.{unit}");
    }

    private static Map<String, Object> operations() {
        var settings = new HashMap<>(system.kafka().settings("operations"));
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "guide");
        return settings;
    }

    private static Program.Ended producer(String sheets, String password) throws Exception {
        return Program.run(
                Guide.ROOT,
                Map.of(
                        "THIDUA_UNIT",
                        "DD",
                        "THIDUA_KAFKA",
                        system.kafka().brokers(),
                        "THIDUA_KAFKA_PROTOCOL",
                        "SASL_PLAINTEXT",
                        "THIDUA_KAFKA_USER",
                        "he-thong-dd",
                        "THIDUA_KAFKA_PASSWORD",
                        password),
                producing(sheets));
    }

    /** From its source, with Kafka's client and what this needs itself, and nothing else. */
    private static List<String> producing(String sheets) {
        var libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path ->
                        path.matches(".*/(kafka-clients|slf4j-api|lz4-java|snappy-java|zstd-jni)-[0-9.-]+\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                libraries,
                Guide.program("SheetProducer.java").toString(),
                sheets);
    }

    private static List<JsonNode> answers(Program.Ended sent) {
        return sent.lines().stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static List<String> outcomes(JsonNode answer) {
        return answer.get("items")
                .valueStream()
                .map(item ->
                        item.get("id").asString() + " " + item.get("outcome").asString())
                .toList();
    }

    /** The standings have so many peers' sheets for these units. */
    private static void counted(String board, Map<String, Integer> peers) {
        await().untilAsserted(() -> {
            var standings = system.get(DemoClients.CITY, "/api/ranking/v1/boards/" + board + "/standings");
            var counted = standings
                    .get("rows")
                    .valueStream()
                    .collect(Collectors.toMap(
                            row -> row.at("/unit/id").asString(),
                            row -> row.get("peersCounted").asInt()));
            assertThat(counted).containsAllEntriesOf(peers);
        });
    }
}
