package vn.thidua.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.scoring.RunningScoring.API;
import static vn.thidua.scoring.Sample.marks;
import static vn.thidua.scoring.Sample.peer;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vn.thidua.scoring.RunningScoring.Answer;
import vn.thidua.scoring.RunningScoring.Client;

/** Who may do what with which object. HBT heads the cluster, DD is a member of it, LB is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTest {

    private static final String OPEN = "cum-quyen:2019";
    private static final String PREPARED = "cum-quyen:2019-P";
    private static final String CLOSED = "cum-quyen:2019-C";
    private static final String OTHER = "cum-khac:2019";

    private final RunningScoring scoring = RunningScoring.embedded("rights");

    @BeforeAll
    void prepare() {
        scoring.open(OPEN);
        scoring.open(CLOSED);
        scoring.submit(peer(OPEN, "HBT", "DD", marks(500, 500, 900))).isSuccess();
        scoring.submit(peer(CLOSED, "HBT", "DD", marks(500, 500, 900))).isSuccess();
        scoring.close(CLOSED, Map.of("missingBecause", "thử")).isSuccess();
        scoring.put("/boards/" + PREPARED, RunningScoring.plan()).isSuccess();
        scoring.put("/systems/HBT", "").isSuccess();
        scoring.put("/units/LB", Map.of("name", "Quận Long Biên")).isSuccess();
        scoring.put("/units/BD", Map.of("name", "Quận Ba Đình")).isSuccess();
        scoring.put(
                        "/clusters/cum-khac",
                        Map.of(
                                "name",
                                "Cụm khác",
                                "members",
                                List.of(
                                        Map.of("unit", "LB", "from", "2010-01-01"),
                                        Map.of("unit", "BD", "from", "2010-01-01"))))
                .isSuccess();
        scoring.put("/clusters/cum-khac/score-tables/" + Sample.TABLE.version(), Sample.TABLE)
                .isSuccess();
        scoring.put("/clusters/cum-khac/head", Map.of("unit", "LB", "from", "2019-01-01"))
                .isSuccess();
        scoring.put("/boards/" + OTHER, Map.of("year", 2019, "head", "LB", "scoreTable", Sample.TABLE.version()))
                .isSuccess();
    }

    @AfterAll
    void stop() {
        scoring.close();
    }

    /** Each cell is the status of the answer. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        // what, then: nobody, public, operations, city, head, member, foreign
        "PUT, /units/HBT,                                        401, 403, 403, 200, 403, 403, 403",
        "GET, /units,                                            401, 403, 200, 200, 200, 200, 200",
        "GET, /units/HBT,                                        401, 403, 200, 200, 200, 200, 200",
        "PUT, /clusters/cum-quyen,                               401, 403, 403, 200, 403, 403, 403",
        "GET, /clusters,                                         401, 403, 200, 200, 200, 200, 200",
        "GET, /clusters/cum-quyen,                               401, 403, 200, 200, 200, 200, 404",
        "PUT, /clusters/cum-quyen/score-tables/2019.1,           401, 403, 403, 200, 403, 403, 403",
        "GET, /clusters/cum-quyen/score-tables,                  401, 403, 403, 200, 200, 200, 404",
        "GET, /clusters/cum-quyen/score-tables/2019.1,           401, 403, 403, 200, 200, 200, 404",
        "PUT, /clusters/cum-quyen/head,                          401, 403, 403, 200, 403, 403, 403",
        "GET, /clusters/cum-quyen/head,                          401, 403, 200, 200, 200, 200, 404",
        "PUT, /boards/cum-quyen:2019,                            401, 403, 403, 200, 200, 403, 404",
        "PUT, /boards/cum-quyen:2019-P,                          401, 403, 403, 200, 200, 403, 404",
        "POST, /boards/cum-quyen:2019/open,                      401, 403, 403, 403, 200, 403, 404",
        "POST, /boards/cum-quyen:2019-C/close,                   401, 403, 403, 403, 200, 403, 404",
        "GET, /boards,                                           401, 403, 200, 200, 200, 200, 200",
        "GET, /boards/cum-quyen:2019,                            401, 403, 200, 200, 200, 200, 404",
        "GET, /boards/cum-quyen:2019-P,                          401, 403, 200, 200, 200, 200, 404",
        "POST, /boards/cum-quyen:2019/sheets,                    401, 403, 403, 403, 200, 403, 404",
        "POST, /boards/cum-quyen:2019-P/sheets,                  401, 403, 403, 403, 409, 403, 404",
        "GET, /boards/cum-quyen:2019/sheets/PEER/HBT/DD,         401, 403, 403, 404, 200, 404, 404",
        "GET, /boards/cum-quyen:2019-C/sheets/PEER/HBT/DD,       401, 403, 403, 200, 200, 200, 404",
        "PUT, /systems/HBT,                                      401, 403, 403, 200, 403, 403, 403",
        "GET, /systems,                                          401, 403, 200, 200, 200, 200, 200",
        "GET, /systems/HBT,                                      401, 403, 200, 200, 200, 404, 404",
        "POST, /events,                                          401, 403, 403, 403, 422, 422, 422",
        "GET, /events/batches/none,                              401, 403, 403, 403, 404, 404, 404",
        "GET, /events/batches/none/stream,                       401, 403, 403, 403, 404, 404, 404",
        "GET, /quarantine,                                       401, 403, 200, 403, 200, 200, 200",
        "GET, /quarantine/none,                                  401, 403, 404, 403, 404, 404, 404",
        "PUT, /quarantine/none/content,                          401, 403, 403, 403, 404, 404, 404",
        "POST, /quarantine/none/replay,                          401, 403, 404, 403, 404, 404, 404",
        "POST, /quarantine/none/discard,                         401, 403, 404, 403, 404, 404, 404",
        "GET, /audit,                                            401, 403, 403, 200, 403, 403, 403",
    })
    void whoMayDoWhat(
            String method,
            String path,
            int nobody,
            int reader,
            int operations,
            int city,
            int head,
            int member,
            int foreign) {
        assertThat(ask(scoring.nobody(), method, path).status()).as("nobody").isEqualTo(nobody);
        assertThat(ask(scoring.publicReader(), method, path).status())
                .as("public")
                .isEqualTo(reader);
        assertThat(ask(scoring.operations(), method, path).status())
                .as("operations")
                .isEqualTo(operations);
        assertThat(ask(scoring.city(), method, path).status()).as("city").isEqualTo(city);
        assertThat(ask(scoring.district("HBT"), method, path).status())
                .as("head")
                .isEqualTo(head);
        assertThat(ask(scoring.district("DD"), method, path).status())
                .as("member")
                .isEqualTo(member);
        assertThat(ask(scoring.district("LB"), method, path).status())
                .as("foreign")
                .isEqualTo(foreign);
    }

    private static Answer ask(Client client, String method, String path) {
        return switch (method) {
            case "GET" -> client.get(API + path);
            case "PUT" -> client.put(path, body(path));
            default -> client.post(path, body(path));
        };
    }

    /** What changes nothing when it is allowed. */
    private static Object body(String path) {
        if (path.startsWith("/units")) {
            return Map.of("name", "Quận Hai Bà Trưng");
        }
        if (path.endsWith("/head")) {
            return Map.of("unit", "HBT", "from", "2019-01-01");
        }
        if (path.contains("/score-tables/")) {
            return Sample.TABLE;
        }
        if (path.startsWith("/clusters")) {
            return Map.of(
                    "name",
                    "Cụm thử",
                    "members",
                    Sample.UNITS.stream()
                            .map(unit -> Map.of("unit", unit.id(), "from", "2010-01-01"))
                            .toList());
        }
        if (path.endsWith("/sheets")) {
            return peer(path.split("/", -1)[2], "HBT", "DD", marks(500, 500, 900));
        }
        if (path.startsWith("/quarantine")) {
            return Map.of("reason", "thử");
        }
        if (path.equals("/events")) {
            return "{";
        }
        return path.endsWith("/open") || path.endsWith("/close") ? "" : RunningScoring.plan();
    }

    @Test
    void whatIsForeignIsAnsweredExactlyAsWhatIsNotThere() {
        var stranger = scoring.district("LB");

        same(stranger.get(API + "/clusters/cum-quyen"), stranger.get(API + "/clusters/cum-nao-do"), "cum-quyen");
        same(
                stranger.get(API + "/clusters/cum-quyen/score-tables/2019.1"),
                stranger.get(API + "/clusters/cum-nao-do/score-tables/2019.1"),
                "cum-quyen");
        for (var board : List.of(OPEN, PREPARED, CLOSED)) {
            var absent = "cum-nao-do" + board.substring("cum-quyen".length());
            same(stranger.get(API + "/boards/" + board), stranger.get(API + "/boards/" + absent), "cum-quyen");
            same(
                    stranger.put("/boards/" + board, RunningScoring.plan()),
                    stranger.put("/boards/" + absent, RunningScoring.plan()),
                    "cum-quyen");
            same(
                    stranger.post("/boards/" + board + "/open", ""),
                    stranger.post("/boards/" + absent + "/open", ""),
                    "cum-quyen");
            same(
                    stranger.post("/boards/" + board + "/sheets", peer(board, "LB", "DD", marks(0, 0, 0))),
                    stranger.post("/boards/" + absent + "/sheets", peer(absent, "LB", "DD", marks(0, 0, 0))),
                    "cum-quyen");
            same(
                    stranger.get(API + "/boards/" + board + "/sheets/PEER/HBT/DD"),
                    stranger.get(API + "/boards/" + absent + "/sheets/PEER/HBT/DD"),
                    "cum-quyen");
        }
    }

    @Test
    void aSealedSheetIsAnsweredAsOneThatNobodySubmitted() {
        var member = scoring.district("DD");

        same(
                member.get(API + "/boards/" + OPEN + "/sheets/PEER/HBT/DD"),
                member.get(API + "/boards/" + OPEN + "/sheets/PEER/HBT/HK"),
                "/DD");
        assertThat(member.get(API + "/boards/" + OPEN + "/sheets/PEER/HBT/HK").status())
                .isEqualTo(404);
    }

    @Test
    void aUnitCannotSubmitAnothersSheet() {
        var refused =
                scoring.district("DD").post("/boards/" + OPEN + "/sheets", peer(OPEN, "HK", "HBT", marks(0, 0, 0)));

        assertThat(refused.at("/type")).isEqualTo("urn:thidua:problem:scorer-foreign");
        assertThat(scoring.district("HK")
                        .get(API + "/boards/" + OPEN + "/sheets/PEER/HK/HBT")
                        .status())
                .as("nothing was counted")
                .isEqualTo(404);
    }

    @Test
    void listsShowWhatIsOnesOwn() {
        assertThat(ids(scoring.district("DD").get(API + "/clusters"), "id")).containsExactly("cum-quyen");
        assertThat(ids(scoring.district("LB").get(API + "/clusters"), "id")).containsExactly("cum-khac");
        assertThat(ids(scoring.district("LB").get(API + "/boards"), "board")).containsExactly(OTHER);
        assertThat(ids(scoring.district("DD").get(API + "/boards"), "board")).containsExactly(OPEN, CLOSED, PREPARED);
        var first = scoring.district("DD").get(API + "/boards?limit=2");
        assertThat(ids(first, "board")).containsExactly(OPEN, CLOSED);
        assertThat(ids(scoring.district("DD").get(API + "/boards?limit=2&after=" + first.at("/next")), "board"))
                .containsExactly(PREPARED);
        assertThat(ids(scoring.district("XX").get(API + "/boards"), "board")).isEmpty();
        assertThat(ids(scoring.operations().get(API + "/boards"), "board"))
                .containsExactly(OTHER, OPEN, CLOSED, PREPARED);
    }

    @Test
    void aMemberOfAnOpenBoardStaysOneWhateverBecomesOfItsCluster() {
        var board = "cum-doi:2019";
        scoring.open(board);
        var units = List.of("HBT", "DD", "LB");
        scoring.put(
                        "/clusters/cum-doi",
                        Map.of(
                                "name",
                                "Cụm thử",
                                "members",
                                units.stream()
                                        .map(unit -> Map.of("unit", unit, "from", "2010-01-01"))
                                        .toList()))
                .isSuccess();

        assertThat(scoring.district("HK").get(API + "/boards/" + board).status())
                .isEqualTo(200);
        assertThat(scoring.submit(peer(board, "HK", "DD", marks(500, 500, 900))).status())
                .isEqualTo(201);
        assertThat(scoring.district("LB").get(API + "/boards/" + board).status())
                .isEqualTo(404);
        assertThat(ids(scoring.district("HK").get(API + "/boards"), "board")).contains(board);
    }

    @Test
    void whoChangedWhatIsKept() {
        scoring.put("/units/KIEM-TOAN", Map.of("name", "Đơn vị")).isSuccess();
        scoring.put("/units/KIEM-TOAN", Map.of("name", "Đơn vị")).isSuccess();
        scoring.district("HBT")
                .put("/boards/cum-quyen:2019-K", RunningScoring.plan())
                .isSuccess();

        var kept = items(scoring.get(API + "/audit?limit=500"));
        assertThat(kept.stream().filter(entry -> text(entry, "subject").equals("units/KIEM-TOAN")))
                .as("what changes nothing is no change")
                .singleElement()
                .satisfies(entry -> {
                    assertThat(text(entry, "action")).isEqualTo("unit-registered");
                    assertThat(text(entry, "capacity")).isEqualTo("CITY");
                    assertThat(text(entry, "who")).isEqualTo("he-thong-thu");
                    assertThat(text(entry, "type")).isEqualTo("service_account");
                });
        assertThat(kept.stream().filter(entry -> text(entry, "subject").equals("boards/cum-quyen:2019-K")))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(text(entry, "capacity")).isEqualTo("HEAD");
                    assertThat(text(entry, "unit")).isEqualTo("HBT");
                });
        var ids = kept.stream().map(entry -> text(entry, "id")).toList();
        assertThat(ids).isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    private static void same(Answer foreign, Answer absent, String name) {
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(absent.status()).isEqualTo(404);
        var absentName = name.equals("/DD") ? "/HK" : "cum-nao-do";
        assertThat(foreign.response().body().replace(name, absentName))
                .isEqualTo(absent.response().body());
        assertThat(foreign.response().headers().map().keySet())
                .isEqualTo(absent.response().headers().map().keySet());
    }

    private static List<JsonNode> items(Answer answer) {
        return StreamSupport.stream(answer.isSuccess().json().path("items").spliterator(), false)
                .toList();
    }

    private static List<String> ids(Answer answer, String field) {
        return items(answer).stream().map(item -> text(item, field)).toList();
    }

    private static String text(@Nullable JsonNode node, String field) {
        return node == null ? "" : node.path(field).asString("");
    }
}
