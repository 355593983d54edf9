package vn.thidua.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.scoring.RunningScoring.API;
import static vn.thidua.scoring.Sample.marks;
import static vn.thidua.scoring.Sample.peer;
import static vn.thidua.scoring.Sample.replacing;
import static vn.thidua.scoring.Sample.self;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.EventJson;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.Topics;
import vn.thidua.scoring.RunningScoring.Answer;
import vn.thidua.scoring.RunningScoring.Client;
import vn.thidua.scoring.intake.EventBatch;
import vn.thidua.scoring.intake.EventBatches;

/** Score sheets as CloudEvents over HTTP: one, many, and many to be worked off later. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {

    private static final String ONE = "application/cloudevents+json";
    private static final String MANY = "application/cloudevents-batch+json";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RunningScoring scoring = RunningScoring.embedded("events");

    @BeforeAll
    void open() {
        for (var board : List.of(
                "cum-sk:2019", "cum-sk:2019-B", "cum-sk:2019-C", "cum-sk:2019-D", "cum-sk:2019-E", "cum-sk:2019-F")) {
            scoring.open(board);
        }
    }

    @AfterAll
    void stop() {
        scoring.close();
    }

    @Test
    void oneEventIsAnsweredWithItsReceiptAndKnownAgainThroughEitherForm() {
        var hbt = scoring.district("HBT");
        var sheet = peer("cum-sk:2019", "HBT", "DD", marks(500, 500, 900));

        var first = one(hbt, event("/hbt", "e1", sheet));
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(one(hbt, event("/hbt", "e1", sheet)).json()).isEqualTo(first.json());
        var binary = hbt.post(
                "/events",
                sheet,
                "ce-specversion",
                "1.0",
                "ce-id",
                "e1",
                "ce-source",
                "/hbt",
                "ce-type",
                Topics.SHEET_TYPE);
        assertThat(binary.status()).isEqualTo(200);
        assertThat(binary.json()).isEqualTo(first.json());

        var other = one(hbt, event("/hbt", "e1", peer("cum-sk:2019", "HBT", "DD", marks(450, 500, 900))));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("/type")).isEqualTo("urn:thidua:problem:idempotency-key-reused");
        assertThat(other.header("Content-Type")).startsWith("application/problem+json");
        assertThat(other.at("/quarantine")).isNotEmpty();
        var corrected =
                one(hbt, event("/hbt", "e2", replacing(peer("cum-sk:2019", "HBT", "DD", marks(450, 500, 900)), 1)));
        assertThat(corrected.status()).isEqualTo(200);
        assertThat(corrected.at("/revision")).isEqualTo("2");

        assertThat(hbt.post("/events", sheet).errors()).contains("ce-id attribute-missing");
        assertThat(one(hbt, "{\"id\":").status()).isEqualTo(400);
        assertThat(hbt.post("/events", "x", "Content-Type", "text/csv").status())
                .isEqualTo(415);
    }

    @Test
    void noUnitsIdsMeetAnothers() {
        var hbt =
                one(scoring.district("HBT"), event("/chung", "e1", peer("cum-sk:2019-B", "HBT", "DD", marks(0, 0, 0))));
        var hk = one(scoring.district("HK"), event("/chung", "e1", peer("cum-sk:2019-B", "HK", "DD", marks(50, 0, 0))));
        var foreign =
                one(scoring.district("DD"), event("/chung", "e1", peer("cum-sk:2019-B", "HBT", "DD", marks(0, 0, 0))));

        assertThat(hbt.status()).isEqualTo(201);
        assertThat(hk.status()).isEqualTo(201);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.at("/type")).isEqualTo("urn:thidua:problem:scorer-foreign");
    }

    @Test
    void anEventCountsForOneSheetThroughEveryForm() {
        var hk = scoring.district("HK");
        var dd = event("/trung", "e1", peer("cum-sk:2019-B", "HK", "HBT", marks(500, 0, 0)));
        var self = event("/trung", "e1", self("cum-sk:2019-B", "HK"));
        assertThat(one(hk, dd).status()).isEqualTo(201);

        var reused = one(hk, self);
        assertThat(slug(reused)).isEqualTo("409 event-id-reused");
        assertThat(reused.at("/sheet")).isEqualTo("cum-sk:2019-B/PEER/HK/HBT");
        assertThat(reused.at("/detail")).contains("cum-sk:2019-B/PEER/HK/HBT");
        assertThat(reused.at("/detailEn")).contains("cum-sk:2019-B/PEER/HK/HBT");
        assertThat(hk.post("/quarantine/" + reused.at("/quarantine") + "/replay", "")
                        .at("/problem/type"))
                .isEqualTo("urn:thidua:problem:event-id-reused");
        assertThat(hk.get(API + "/boards/cum-sk:2019-B/sheets/SELF/HK/HK").status())
                .isEqualTo(404);

        var other = event("/trung", "e2", self("cum-sk:2019-B", "HK"));
        var twin = event("/trung", "e2", peer("cum-sk:2019-C", "HK", "HBT", marks(0, 0, 0)));
        var batch = many(hk, "[" + String.join(",", self, dd, other, twin) + "]");
        assertThat(outcomes(batch)).containsExactly("refused", "duplicate", "accepted", "refused");
        for (var i : List.of(0, 3)) {
            assertThat(batch.at("/items/" + i + "/problem/type")).isEqualTo("urn:thidua:problem:event-id-reused");
        }
        assertThat(hk.get(API + "/boards/cum-sk:2019-C/sheets/PEER/HK/HBT").status())
                .isEqualTo(404);
    }

    @Test
    void whatWasRefusedMayNameAnotherSheetUnderItsIdentity() {
        var dd = scoring.district("DD");
        var stale = replacing(peer("cum-sk:2019-B", "DD", "HBT", marks(500, 0, 0)), 7);
        var refused = one(dd, event("/sua", "e1", stale));
        assertThat(slug(refused)).isEqualTo("412 revision-stale");

        var place = "/quarantine/" + refused.at("/quarantine");
        dd.put(place + "/content", peer("cum-sk:2019-B", "DD", "HK", marks(500, 0, 0)))
                .isSuccess();
        assertThat(dd.post(place + "/replay", "").at("/outcome")).isEqualTo("ACCEPTED");
        assertThat(slug(one(dd, event("/sua", "e1", peer("cum-sk:2019-B", "DD", "HBT", marks(500, 0, 0))))))
                .isEqualTo("409 event-id-reused");

        // What counts keeps its claim, even when other content for the same sheet is refused.
        var changed = event("/sua", "e1", peer("cum-sk:2019-B", "DD", "HK", marks(450, 0, 0)));
        assertThat(slug(one(dd, changed))).isEqualTo("422 idempotency-key-reused");
        assertThat(slug(one(dd, event("/sua", "e1", peer("cum-sk:2019-B", "DD", "HBT", marks(500, 0, 0))))))
                .isEqualTo("409 event-id-reused");
    }

    @Test
    void ofTwoSheetsThatAreSentAtOnceUnderOneIdentityOneCounts() throws InterruptedException {
        var hbt = scoring.district("HBT");
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 20; round++) {
                var sent = List.of(
                        event("/cung-luc", "e" + round, atOnce("DD", round)),
                        event("/cung-luc", "e" + round, atOnce("HK", round)));
                var both = new CyclicBarrier(2);
                var answers = threads.invokeAll(sent.stream()
                        .map(event -> (Callable<Answer>) () -> {
                            both.await();
                            return one(hbt, event);
                        })
                        .toList());
                assertThat(answers)
                        .extracting(answer -> answer.resultNow().status())
                        .containsOnlyOnce(409)
                        .containsAnyOf(200, 201);
            }
        }
        var revisions = Stream.of("DD", "HK")
                .map(target -> hbt.get(API + "/boards/cum-sk:2019-F/sheets/PEER/HBT/" + target))
                .filter(answer -> answer.status() == 200)
                .mapToInt(answer -> Integer.parseInt(answer.header("ETag").replace("\"", "")))
                .sum();
        assertThat(revisions).isEqualTo(20);
    }

    /** Replaces whatever stands: nothing of it is refused but for its identity. */
    private SheetSubmission atOnce(String target, int round) {
        var standing = scoring.district("HBT").get(API + "/boards/cum-sk:2019-F/sheets/PEER/HBT/" + target);
        var sheet = peer("cum-sk:2019-F", "HBT", target, marks(round % 10 * 50, round / 10 * 50, 0));
        return standing.status() == 200
                ? replacing(sheet, Long.parseLong(standing.header("ETag").replace("\"", "")))
                : sheet;
    }

    @Test
    void onlyDistrictsSendEvents() {
        var event = event("/hbt", "x", peer("cum-sk:2019", "HBT", "HK", marks(0, 0, 0)));
        for (var client : List.of(scoring.city(), scoring.operations(), scoring.publicReader())) {
            assertThat(one(client, event).status()).isEqualTo(403);
            assertThat(many(client, "[]").status()).isEqualTo(403);
            assertThat(client.get(API + "/events/batches/x").status()).isEqualTo(403);
            assertThat(client.get(API + "/events/batches/x/stream").status()).isEqualTo(403);
        }
        assertThat(one(scoring.nobody(), event).status()).isEqualTo(401);
    }

    @Test
    void tenThousandEventsOfWhichAHundredAreRefusedInTenWays() throws IOException {
        var boards = manyBoards();
        var expected = new ArrayList<String>();
        var body = new StringBuilder("[");
        var sheets = sheets(boards).iterator();
        for (var i = 0; i < 10_000; i++) {
            body.append(i == 0 ? "" : ",");
            if (i % 100 == 37) {
                var bad = bad(i, boards.getFirst());
                body.append(bad.json());
                expected.add(i + " " + bad.slug());
            } else {
                body.append(event("/lo", "e" + i, sheets.next()));
            }
        }
        var answer = scoring.district("U00")
                .post("/events", gzip(body.append(']')), "Content-Type", MANY, "Content-Encoding", "gzip");

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.at("/accepted")).isEqualTo("9900");
        assertThat(answer.at("/refused")).isEqualTo("100");
        var items = list(answer.json().path("items"));
        assertThat(items).extracting(item -> item.path("index").asInt()).containsExactlyElementsOf(range(10_000));
        assertThat(items.stream().filter(item -> text(item, "outcome").equals("refused")))
                .extracting(item -> item.path("index").asInt() + " "
                        + text(item.path("problem"), "type").substring("urn:thidua:problem:".length()))
                .containsExactlyElementsOf(expected);
        assertThat(expected).hasSize(100);
        assertThat(items.stream().filter(item -> text(item, "outcome").equals("accepted")))
                .allSatisfy(item -> {
                    assertThat(text(item, "id"))
                            .isEqualTo("e" + item.path("index").asInt());
                    assertThat(text(item.path("receipt"), "sheet")).contains("/U00/");
                });
        var counted = boards.stream()
                .mapToInt(board ->
                        Integer.parseInt(scoring.get(API + "/boards/" + board).at("/counts/sheets")))
                .sum();
        assertThat(counted).isEqualTo(9_900);
    }

    /** U00 scores itself and the 99 others on each of these. */
    private List<String> manyBoards() {
        var units = IntStream.range(0, 100).mapToObj("U%02d"::formatted).toList();
        units.forEach(
                unit -> scoring.put("/units/" + unit, Map.of("name", unit)).isSuccess());
        scoring.put(
                        "/clusters/cum-lon",
                        Map.of(
                                "name",
                                "Cụm lớn",
                                "members",
                                units.stream()
                                        .map(unit -> Map.of("unit", unit, "from", "2010-01-01"))
                                        .toList()))
                .isSuccess();
        scoring.put("/clusters/cum-lon/score-tables/" + Sample.TABLE.version(), Sample.TABLE)
                .isSuccess();
        scoring.put("/clusters/cum-lon/head", Map.of("unit", "U00", "from", "2019-01-01"))
                .isSuccess();
        var boards =
                IntStream.range(0, 99).mapToObj("cum-lon:2019-%02d"::formatted).toList();
        boards.forEach(board -> {
            scoring.put("/boards/" + board, Map.of("year", 2019, "scoreTable", Sample.TABLE.version()))
                    .isSuccess();
            scoring.district("U00").post("/boards/" + board + "/open", "").isSuccess();
        });
        return boards;
    }

    private static List<SheetSubmission> sheets(List<String> boards) {
        var sheets = new ArrayList<SheetSubmission>();
        for (var board : boards) {
            sheets.add(self(board, "U00"));
            for (var i = 1; i < 100; i++) {
                sheets.add(peer(board, "U00", "U%02d".formatted(i), marks(500, 450, 800)));
            }
        }
        return sheets;
    }

    private static Bad bad(int i, String board) {
        var id = "x" + i;
        var good = peer(board, "U00", "U01", marks(500, 450, 800));
        var event = event("/lo", id, good);
        return switch (i / 100 % 10) {
            case 0 -> new Bad("42", "event-unreadable");
            case 1 -> new Bad(event.replace("score-sheet", "other"), "event-invalid");
            case 2 -> new Bad(event.replace("\"id\":\"" + id + "\",", ""), "event-invalid");
            case 3 -> new Bad(event.replace("\"source\":\"/lo\",", ""), "event-invalid");
            case 4 -> new Bad(event("/lo", id, peer("cum-khong:2019", "U00", "U01", marks(0, 0, 0))), "board-unknown");
            case 5 -> new Bad(event("/lo", id, peer(board, "U02", "U01", marks(0, 0, 0))), "scorer-foreign");
            case 6 -> new Bad(event.replace("\"kind\"", "\"board\":\"" + board + "\",\"kind\""), "event-unreadable");
            case 7 -> new Bad(event.replace("500", "NaN"), "event-unreadable");
            case 8 -> new Bad(event.replace("500", "\"500\""), "event-invalid");
            default -> new Bad(event("/lo", id, peer(board, "U00", "U01", marks(650, 0, 0))), "sheet-invalid");
        };
    }

    private record Bad(String json, String slug) {}

    @Test
    void aRepeatedBatchIsAnsweredAsDuplicatesWithTheSameReceipts() {
        var hk = scoring.district("HK");
        var board = "cum-sk:2019-C";
        var batch = "[" + event("/hk", "1", self(board, "HK")) + ", " + event("/hk", "1", self(board, "HK")) + ","
                + event("/hk", "2", peer(board, "HK", "DD", marks(0, 0, 0))) + "]";

        var first = many(hk, batch);
        assertThat(outcomes(first)).containsExactly("accepted", "duplicate", "accepted");
        var again = many(hk, batch);
        assertThat(outcomes(again)).containsExactly("duplicate", "duplicate", "duplicate");
        assertThat(again.json().at("/items/2/receipt")).isEqualTo(first.json().at("/items/2/receipt"));
        assertThat(outcomes(many(hk, "[]"))).isEmpty();
    }

    @Test
    void aBatchThatDoesNotEndIsRefusedAndNothingOfItCounts() {
        var board = "cum-sk:2019-C";
        var cut = "[" + event("/dd", "1", self(board, "DD")) + ",{\"id\":\"2\"";

        assertThat(slug(many(scoring.district("DD"), cut))).isEqualTo("400 batch-unreadable");
        assertThat(slug(many(scoring.district("DD"), "{}"))).isEqualTo("400 batch-unreadable");
        assertThat(scoring.district("DD")
                        .get(API + "/boards/" + board + "/sheets/SELF/DD/DD")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aBatchHasALimitHoweverSmallItTravels() throws IOException {
        var hbt = scoring.district("HBT");
        var bomb = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bomb)) {
            var spaces = new byte[1024 * 1024];
            Arrays.fill(spaces, (byte) ' ');
            for (var i = 0; i < 256; i++) {
                out.write(spaces);
            }
        }
        assertThat(bomb.size()).isLessThan(1024 * 1024);
        assertThat(slug(hbt.post("/events", bomb.toByteArray(), "Content-Type", MANY, "Content-Encoding", "gzip")))
                .isEqualTo("413 body-too-large");
        assertThat(slug(hbt.post("/events", bomb.toByteArray(), "Content-Type", ONE, "Content-Encoding", "gzip")))
                .isEqualTo("413 body-too-large");
        assertThat(slug(many(hbt, "[" + "1,".repeat(10_000) + "1]"))).isEqualTo("413 batch-too-long");
        var cut = Arrays.copyOf(gzip(new StringBuilder("[" + "1,".repeat(1000) + "1]")), 20);
        assertThat(slug(hbt.post("/events", cut, "Content-Type", MANY, "Content-Encoding", "gzip")))
                .isEqualTo("400 body-unreadable");
        assertThat(slug(hbt.post("/events", "[]", "Content-Type", MANY, "Content-Encoding", "gzip")))
                .isEqualTo("400 body-unreadable");
        assertThat(slug(hbt.post("/events", "[]", "Content-Type", MANY, "Content-Encoding", "br")))
                .isEqualTo("415 content-encoding-unsupported");
    }

    @Test
    void aBatchThatIsWorkedOffLaterIsDurableWhenItIsAnswered() {
        var dd = scoring.district("DD");
        var board = "cum-sk:2019-D";
        var events = new ArrayList<String>();
        for (var i = 0; i < 350; i++) {
            events.add(
                    i % 100 == 5
                            ? "{\"id\":\"bad" + i + "\"}"
                            : event(
                                    "/dd",
                                    "e" + i / 200,
                                    i < 200 ? self(board, "DD") : peer(board, "DD", "HK", marks(0, 0, 0))));
        }
        var accepted = dd.post(
                "/events", "[" + String.join(",", events) + "]", "Content-Type", MANY, "Prefer", "respond-async");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Preference-Applied")).isEqualTo("respond-async");
        var place = accepted.header("Location");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dd.get(place).at("/state")).isEqualTo("DONE"));
        var done = dd.get(place + "?limit=500");
        assertThat(done.at("/total")).isEqualTo("350");
        assertThat(done.at("/accepted")).isEqualTo("2");
        assertThat(done.at("/duplicate")).isEqualTo("344");
        assertThat(done.at("/refused")).isEqualTo("4");
        var all = list(done.json().at("/results/items"));
        assertThat(all).extracting(item -> item.path("index").asInt()).containsExactlyElementsOf(range(350));
        var page = dd.get(place + "?limit=120&after=149");
        assertThat(list(page.json().at("/results/items"))).isEqualTo(all.subList(150, 270));
        assertThat(page.at("/results/next")).isEqualTo("269");

        same(scoring.district("HK").get(place), scoring.district("HK").get(API + "/events/batches/none"), place);
        assertThat(scoring.district("HK").get(place + "/stream").status()).isEqualTo(404);
        assertThat(stream(dd, place, "200")).containsExactly("id:300", "id:350", "id:351");
        assertThat(stream(dd, place, "")).containsExactly("id:100", "id:200", "id:300", "id:350", "id:351");
    }

    @Test
    void aBatchGoesOnWhereItWasAfterARestart() {
        var batches = scoring.bean(EventBatches.class);
        var board = "cum-sk:2019-E";
        batches.keepPart("do-dang", 0, List.of("nobody reads this again".getBytes(UTF_8)));
        batches.keepPart(
                "do-dang", 1, List.of(event("/hbt", "r1", self(board, "HBT")).getBytes(UTF_8)));
        batches.keepPart(
                "do-dang",
                2,
                List.of(event("/hbt", "r2", peer(board, "HBT", "DD", marks(0, 0, 0)))
                        .getBytes(UTF_8)));
        // The first part has its results, of the second only the sheet was stored when the process died.
        one(scoring.district("HBT"), event("/hbt", "r1", self(board, "HBT"))).isSuccess();
        var now = Instant.parse("2019-11-05T05:00:00Z");
        batches.add(new EventBatch(
                "do-dang", 2, Sample.by("HBT"), now, 3, List.of(0, 1, 2), 1, new EventBatch.Counts(1, 0, 0), null));

        scoring.close();
        scoring = RunningScoring.embedded("events");

        var hbt = scoring.district("HBT");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                hbt.get(API + "/events/batches/do-dang").at("/state"))
                        .isEqualTo("DONE"));
        var done = hbt.get(API + "/events/batches/do-dang");
        assertThat(done.at("/accepted")).isEqualTo("2");
        assertThat(done.at("/duplicate")).isEqualTo("1");
        assertThat(done.at("/refused")).isEqualTo("0");
    }

    private static Answer one(Client client, String event) {
        return client.post("/events", event, "Content-Type", ONE);
    }

    private static Answer many(Client client, String batch) {
        return client.post("/events", batch, "Content-Type", MANY);
    }

    private static String event(String source, String id, SheetSubmission sheet) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", source);
        event.put("type", Topics.SHEET_TYPE);
        event.put("data", sheet);
        return EventJson.mapper().writeValueAsString(event);
    }

    private static byte[] gzip(CharSequence text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.toString().getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** The ids that a reader is sent up to the end of the batch. */
    private List<String> stream(Client client, String place, String lastEventId) {
        return client.lines(place + "/stream", lastEventId, line -> line.equals("event:done")).stream()
                .filter(line -> line.startsWith("id:"))
                .toList();
    }

    private static void same(Answer foreign, Answer absent, String place) {
        var id = place.substring(place.lastIndexOf('/') + 1);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.response().body().replace(id, "none"))
                .isEqualTo(absent.response().body());
    }

    private static List<String> outcomes(Answer answer) {
        assertThat(answer.status()).isEqualTo(207);
        return list(answer.json().path("items")).stream()
                .map(item -> text(item, "outcome"))
                .toList();
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static List<JsonNode> list(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static String slug(Answer answer) {
        return answer.status() + " " + answer.at("/type").substring("urn:thidua:problem:".length());
    }
}
