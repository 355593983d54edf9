package vn.thidua.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.ranking.RunningRanking.json;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Status;
import vn.thidua.events.StandingsUpdated;
import vn.thidua.events.Topics;
import vn.thidua.messaging.CloudEvent;
import vn.thidua.ranking.RunningRanking.Caller;

@DisplayName("Rights over HTTP: who reads and does what with open, closed and final boards")
class RightsTest {

    private static final String BOARDS = "/api/ranking/v1/boards/";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Case OPEN = Case.of("HBT", "DD", "HK");
    private static final Case CLOSED = Case.of("HBT", "DD", "HK");
    private static final Case FINAL = Case.of("HBT", "DD", "HK");

    private static RunningRanking ranking;

    @BeforeAll
    static void anOpenAClosedAndAFinalBoard() {
        ranking = RunningRanking.embedded("rights");
        ranking.tell(OPEN.opened());
        ranking.tell(OPEN.sheet("DD", "HBT", 9000));
        for (var cluster : List.of(CLOSED, FINAL)) {
            close(cluster);
        }
        assertThat(ranking.district("HBT")
                        .post(BOARDS + FINAL.board() + "/finalise", "")
                        .statusCode())
                .isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> json(ranking.get(BOARDS + OPEN.board() + "/standings"))
                                .path("sheetsCounted")
                                .asInt()
                        == 1);
    }

    @AfterAll
    static void stop() {
        ranking.close();
    }

    @ParameterizedTest(name = "{0} {1} by nobody, the public, operations, the City, a stranger, a member, the head")
    @CsvSource({
        "GET,  open,                       401, 404, 200, 200, 404, 200, 200",
        "GET,  closed,                     401, 200, 200, 200, 404, 200, 200",
        "GET,  final,                      401, 200, 200, 200, 404, 200, 200",
        "GET,  open/standings,             401, 404, 403, 200, 404, 403, 403",
        "GET,  closed/standings,           401, 200, 403, 200, 404, 200, 200",
        "GET,  final/standings,            401, 200, 403, 200, 404, 200, 200",
        "GET,  open/units/DD,              401, 403, 403, 200, 404, 403, 403",
        "GET,  closed/units/DD,            401, 403, 403, 200, 404, 200, 200",
        "GET,  final/units/DD,             401, 403, 403, 200, 404, 200, 200",
        "GET,  open/leadership,            401, 404, 403, 200, 404, 200, 200",
        "POST, open/finalise,              401, 403, 403, 403, 404, 403, 409",
        "POST, final/finalise,             401, 403, 403, 403, 404, 403, 200",
        "POST, open/leadership/nomination, 401, 403, 403, 403, 404, 403, 422",
        "POST, open/leadership/consents,   401, 403, 403, 403, 404, 409, 409",
        "POST, open/leadership/agreement,  401, 403, 403, 403, 404, 403, 409",
    })
    void everyEndpoint(
            String method,
            String endpoint,
            int nobody,
            int everyone,
            int operations,
            int city,
            int stranger,
            int member,
            int head) {
        var callers = List.of(
                ranking.nobody(),
                ranking.publicReader(),
                ranking.operations(),
                ranking.city(),
                ranking.district("BD"),
                ranking.district("DD"),
                ranking.district("HBT"));

        assertThat(callers.stream()
                        .map(caller -> send(caller, method, path(endpoint)).statusCode()))
                .containsExactly(nobody, everyone, operations, city, stranger, member, head);
        assertThat(send(withoutScope(), method, path(endpoint)).statusCode()).isEqualTo(403);
    }

    @Test
    @DisplayName("a foreign board is answered to the letter like one that does not exist")
    void foreignIsAbsent() {
        for (var end : List.of("", "/standings", "/standings/stream", "/units/DD", "/leadership")) {
            var foreign = ranking.district("BD").get(BOARDS + FINAL.board() + end);
            var absent = ranking.district("BD").get(BOARDS + "no-such:2019" + end);

            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.body().replace(FINAL.board(), "no-such:2019")).isEqualTo(absent.body());
        }
    }

    @Test
    @DisplayName("sealed standings say that scoring has to close first")
    void sealed() {
        for (var end : List.of("/standings", "/standings/stream", "/units/HBT")) {
            var sealed = json(ranking.district("HBT").get(BOARDS + OPEN.board() + end));

            assertThat(sealed.path("type").asString()).isEqualTo("urn:thidua:problem:standings-sealed");
            assertThat(sealed.path("until").asString()).isEqualTo("CLOSED");
            assertThat(sealed.toString()).doesNotContain("9000");
        }
    }

    @Test
    @DisplayName("everyone is listed what concerns them, and a leader only where the standings are theirs to see")
    void listed() {
        assertThat(boards(ranking.city())).contains(OPEN.board(), CLOSED.board(), FINAL.board());
        assertThat(boards(ranking.operations())).contains(OPEN.board(), CLOSED.board(), FINAL.board());
        assertThat(boards(ranking.district("HK"))).contains(OPEN.board(), CLOSED.board(), FINAL.board());
        assertThat(boards(ranking.district("BD"))).isEmpty();
        assertThat(boards(ranking.publicReader()))
                .contains(CLOSED.board(), FINAL.board())
                .doesNotContain(OPEN.board());
        assertThat(ranking.nobody().get("/api/ranking/v1/boards").statusCode()).isEqualTo(401);
        assertThat(withoutScope().get("/api/ranking/v1/boards").statusCode()).isEqualTo(403);

        assertThat(leader(ranking.city(), OPEN)).isEqualTo("HBT");
        assertThat(leader(ranking.district("HK"), OPEN)).isEmpty();
        assertThat(leader(ranking.operations(), OPEN)).isEmpty();
        assertThat(leader(ranking.operations(), FINAL)).isEmpty();
        assertThat(leader(ranking.district("HK"), CLOSED)).isEqualTo("HBT");
        assertThat(leader(ranking.publicReader(), FINAL)).isEqualTo("HBT");
        assertThat(leader(ranking.publicReader(), CLOSED)).isEmpty();
    }

    @Test
    @DisplayName("a unit that is named like a member with letters that look alike is a stranger")
    void lookAlikes() {
        // Cyrillic letters, which no token may carry as a unit.
        assertThat(ranking.with(claims ->
                                claims.claim("thidua_role", "DISTRICT").claim("thidua_unit", "НВТ"))
                        .get(BOARDS + OPEN.board())
                        .statusCode())
                .isEqualTo(401);
        assertThat(ranking.district("HBT-1").get(BOARDS + OPEN.board()).statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("streams are refused as their standings are")
    void refusedStreams() {
        assertThat(follow(ranking.nobody(), OPEN)).isEqualTo(401);
        assertThat(follow(ranking.district("HBT"), OPEN)).isEqualTo(403);
        assertThat(follow(ranking.district("BD"), OPEN)).isEqualTo(404);
        assertThat(follow(ranking.district("BD"), FINAL)).isEqualTo(404);
        assertThat(follow(ranking.publicReader(), OPEN)).isEqualTo(404);
        assertThat(follow(ranking.publicReader(), CLOSED)).isEqualTo(200);
        assertThat(follow(ranking.operations(), FINAL)).isEqualTo(403);
        assertThat(follow(withoutScope(), FINAL)).isEqualTo(403);
        assertThat(follow(ranking.publicReader(), FINAL)).isEqualTo(200);
        assertThat(follow(ranking.district("HK"), CLOSED)).isEqualTo(200);
    }

    @Test
    @DisplayName("whoever follows is pushed what they may see at that moment, and nothing that is sealed")
    void pushedWhatTheyMaySee() {
        var cluster = Case.of("HBT", "DD", "HK");
        close(cluster);
        assertThat(ranking.district("HBT")
                        .post(BOARDS + cluster.board() + "/finalise", "")
                        .statusCode())
                .isEqualTo(200);
        var path = BOARDS + cluster.board() + "/standings/stream";
        try (var city = ranking.city().stream(path);
                var member = ranking.district("DD").stream(path);
                var everyone = ranking.publicReader().stream(path)) {
            await().atMost(PATIENCE)
                    .until(() -> List.of(city, member, everyone).stream()
                            .noneMatch(stream -> stream.data().isEmpty()));
            var last = everyone.ids().getLast();

            publish(cluster, last + 1, Status.OPEN);
            publish(cluster, last + 2, Status.CLOSED);
            publish(cluster, last + 3, Status.FINAL);

            await().atMost(PATIENCE)
                    .until(() -> List.of(city, member, everyone).stream()
                            .allMatch(stream -> stream.ids().contains(last + 3)));
            assertThat(city.ids()).endsWith(last + 1, last + 2, last + 3);
            assertThat(member.ids()).contains(last + 2).doesNotContain(last + 1);
            assertThat(everyone.ids()).contains(last + 2).doesNotContain(last + 1);
            assertThat(everyone.data())
                    .filteredOn(standings -> standings.path("revision").asLong() == last + 2)
                    .singleElement()
                    .satisfies(frozen -> assertThat(frozen.path("rows").values())
                            .allSatisfy(row -> assertThat(row.propertyNames())
                                    .containsExactlyInAnyOrder("unit", "tied", "peersCounted", "peersExpected")));
        }
    }

    @Test
    @DisplayName("who nominates and consents is the account's own unit, named or not")
    void forTheOwnUnit() {
        var cluster = Case.of("HBT", "DD");
        ranking.tell(cluster.opened());
        var leadership = BOARDS + cluster.board() + "/leadership";
        await().atMost(PATIENCE).until(() -> ranking.get(leadership).statusCode() == 200);

        var another = ranking.district("HBT")
                .post(leadership + "/nomination", "{\"head\":\"DD\",\"deputy\":\"HBT\",\"nominatedBy\":\"DD\"}");
        assertThat(another.statusCode()).isEqualTo(403);
        assertThat(json(another).path("type").asString()).isEqualTo("urn:thidua:problem:unit-foreign");
        assertThat(json(another).path("errors").path(0).path("pointer").asString())
                .isEqualTo("/nominatedBy");

        var nominated =
                ranking.district("HBT").post(leadership + "/nomination", "{\"head\":\"DD\",\"deputy\":\"HBT\"}");
        assertThat(nominated.statusCode()).isEqualTo(201);
        assertThat(json(nominated).path("nominatedBy").asString()).isEqualTo("HBT");
        assertThat(ranking.district("DD")
                        .post(leadership + "/consents", "{\"unit\":\"HBT\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(ranking.district("DD").post(leadership + "/consents", "{}").statusCode())
                .isEqualTo(200);
        assertThat(ranking.district("HBT").post(leadership + "/consents", "").statusCode())
                .isEqualTo(200);

        var seen = json(ranking.district("DD").get(leadership));
        assertThat(seen.path("consents").values())
                .extracting(unit -> unit.asString())
                .containsExactly("DD", "HBT");
        var who = seen.path("consented").path(0);
        assertThat(who.path("unit").asString()).isEqualTo("DD");
        assertThat(who.path("account").asString()).isEqualTo("he-thong-thu");
        assertThat(who.path("capacity").asString()).isEqualTo("DISTRICT");
        assertThat(who.path("at").isString()).isTrue();

        assertThat(ranking.publicReader().get(leadership).statusCode()).isEqualTo(404);
        assertThat(ranking.district("HBT").post(leadership + "/agreement", "").statusCode())
                .isEqualTo(200);
        var told = json(ranking.publicReader().get(leadership));
        assertThat(told.path("head").path("id").asString()).isEqualTo("DD");
        assertThat(told.has("consented")).isFalse();
        assertThat(told.toString()).doesNotContain("he-thong-thu");
    }

    @Test
    @DisplayName("facts carry on whose authority they happened, interim standings nobody's")
    void factsCarryTheirAuthority() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var told = RankingTopic.read(ranking.brokers(), Topics.RANKING).stream()
                    .filter(record -> new String(record.key(), UTF_8).equals(FINAL.board()))
                    .toList();
            assertThat(told)
                    .filteredOn(record -> isOf(record, "standings-updated"))
                    .isNotEmpty();
            assertThat(told)
                    .filteredOn(record -> isOf(record, "standings-updated"))
                    .allSatisfy(record -> assertThat(record.headers().lastHeader("ce_authtype"))
                            .isNull());
            assertThat(told)
                    .filteredOn(record -> isOf(record, "results-finalised"))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(RankingTopic.header(record, "ce_authtype")).isEqualTo("service_account");
                        assertThat(RankingTopic.header(record, "ce_authid")).isEqualTo("he-thong-thu");
                        assertThat(RankingTopic.header(record, "ce_authclaims"))
                                .isEqualTo("{\"capacity\":\"HEAD\",\"unit\":\"HBT\"}");
                    });
        });
    }

    @Test
    @DisplayName("the description asks for a token, says how who may not is answered, and does not ask who is asking")
    void described() {
        assertThat(ranking.nobody().get("/api/ranking/v1/openapi").statusCode()).isEqualTo(401);
        var api = json(ranking.publicReader().get("/api/ranking/v1/openapi"));

        assertThat(api.at("/components/securitySchemes/accessToken/scheme").asString())
                .isEqualTo("bearer");
        assertThat(api.at("/security/0").propertyNames()).containsExactly("accessToken");
        api.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue().valueStream().forEach(operation -> {
                    assertThat(operation.path("responses").propertyNames()).contains("401", "403");
                    assertThat(operation.path("responses").has("404"))
                            .isEqualTo(path.getKey().contains("{"));
                    assertThat(operation.path("parameters").values())
                            .extracting(parameter -> parameter.path("name").asString())
                            .doesNotContain("actor");
                }));
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, String type) {
        return RankingTopic.header(record, "ce_type").contains(type);
    }

    private static Caller withoutScope() {
        return ranking.with(claims -> claims.claim("thidua_role", "DISTRICT")
                .claim("thidua_unit", "HBT")
                .claim("scope", "scoring.read scoring.write notification.read notification.write"));
    }

    private static int follow(Caller caller, Case cluster) {
        try (var stream = caller.stream(BOARDS + cluster.board() + "/standings/stream")) {
            return stream.status();
        }
    }

    private static HttpResponse<String> send(Caller caller, String method, String path) {
        return method.equals("GET")
                ? caller.get(path)
                : caller.post(path, path.endsWith("/nomination") ? "{\"head\":\"DD\",\"deputy\":\"DD\"}" : "");
    }

    private static String path(String endpoint) {
        var board = endpoint.split("/", 2)[0];
        var cluster = switch (board) {
            case "open" -> OPEN;
            case "closed" -> CLOSED;
            default -> FINAL;
        };
        return BOARDS + cluster.board() + endpoint.substring(board.length());
    }

    private static List<String> boards(Caller caller) {
        var seen = new ArrayList<String>();
        json(caller.get("/api/ranking/v1/boards?limit=200"))
                .path("items")
                .values()
                .forEach(item -> seen.add(item.path("board").asString()));
        return seen;
    }

    private static String leader(Caller caller, Case cluster) {
        return json(caller.get("/api/ranking/v1/boards?limit=200")).path("items").values().stream()
                .filter(item -> item.path("board").asString().equals(cluster.board()))
                .map(item -> item.path("leader").path("id").asString(""))
                .findFirst()
                .orElseThrow();
    }

    /** Standings of this board on the topic, as another instance would publish them. */
    private static void publish(Case cluster, long revision, Status status) {
        var held = EventJson.read(
                Standings.class,
                ranking.get(BOARDS + cluster.board() + "/standings").body().getBytes(UTF_8));
        var standings = new Standings(
                held.board(),
                revision,
                held.cluster(),
                held.year(),
                held.theme(),
                held.notice(),
                status,
                held.asOf(),
                held.scoreTableVersion(),
                held.sheetsCounted(),
                held.sheetsExpected(),
                held.rows());
        var event = new StandingsUpdated(held.board(), revision, held.asOf(), standings);
        ranking.send(new CloudEvent(
                        event.id(),
                        "/thidua/ranking-service",
                        EventType.of(event).wireName(),
                        event.subject(),
                        event.occurredAt(),
                        EventJson.write(event))
                .toRecord(Topics.RANKING, event.board()));
    }

    private static void close(Case cluster) {
        var sheets = cluster.sheets(Map.of("HBT", 9300, "DD", 9200, "HK", 9100));
        ranking.tell(cluster.opened());
        ranking.tell(sheets);
        ranking.tell(cluster.closed(sheets));
        await().atMost(PATIENCE)
                .until(() -> json(ranking.get(BOARDS + cluster.board() + "/standings"))
                        .path("status")
                        .asString()
                        .equals("CLOSED"));
    }
}
