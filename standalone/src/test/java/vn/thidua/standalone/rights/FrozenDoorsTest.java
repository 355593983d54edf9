package vn.thidua.standalone.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tries every operation of the table of rights, which is complete, on a board that is closed and not final. Those outside
 * the cluster and the City learn nothing of the result by any of them; those inside, only by the doors named here.
 */
@DisplayName("A frozen result leaves by no door")
class FrozenDoorsTest {

    /** The result in whatever way points are written. */
    private static final Pattern RESULT = Pattern.compile("876[., ]?543|8[., ]?765[.,]43");

    /** By which the City and the members of the cluster see what is not final, and what of it by each. */
    private static final Map<Operation, Set<Caller>> INSIDE = Map.of(
            Operation.of("GET /api/ranking/v1/boards/{board}/standings"),
            Set.of(Caller.CITY, Caller.MEMBER, Caller.HEAD),
            Operation.of("GET /api/ranking/v1/boards/{board}/standings/stream"),
            Set.of(Caller.CITY, Caller.MEMBER, Caller.HEAD),
            Operation.of("GET /api/ranking/v1/boards/{board}/units/{unit}"),
            Set.of(Caller.CITY, Caller.MEMBER, Caller.HEAD),
            Operation.of("GET /api/ranking/v1/boards/{board}/advice"),
            Set.of(Caller.CITY, Caller.HEAD),
            // The member's own sheet, which peers and the City read once scoring is closed.
            Operation.of("GET /api/scoring/v1/boards/{board}/sheets/{kind}/{scorer}/{target}"),
            Set.of(Caller.CITY, Caller.MEMBER, Caller.HEAD),
            Operation.of("GET /api/scoring/v1/boards/{board}/sheets/{kind}/{scorer}/{target}/history"),
            Set.of(Caller.CITY, Caller.MEMBER, Caller.HEAD),
            // It has the sheet's entry in the log.
            Operation.of("GET /api/scoring/v1/boards/{board}/sheets/{kind}/{scorer}/{target}/receipt"),
            Set.of(Caller.CITY, Caller.MEMBER, Caller.HEAD),
            // The member's own marks.
            Operation.of("GET /api/scoring/v1/boards/{board}/sheets/template.csv"),
            Set.of(Caller.MEMBER));

    private static Scene scene;

    @BeforeAll
    static void prepare() {
        scene = Scene.shared();
        scene.awaitRead("ranking");
        scene.awaitRead("notification");
    }

    @TestFactory
    @DisplayName("whoever asks, and whatever for")
    Stream<DynamicTest> everyDoor() {
        var tried = new ArrayList<DynamicTest>();
        for (var row : Matrix.read().rows()) {
            var object = row.operation().path().contains("{board}") ? Scene.FROZEN : row.object();
            for (var caller : Caller.values()) {
                if (changesNothing(row.operation(), caller)) {
                    tried.add(DynamicTest.dynamicTest(
                            "%s of %s for %s".formatted(row.operation(), object, caller.label()),
                            () -> door(row.operation(), object, caller)));
                }
            }
        }
        return tried.stream();
    }

    private static void door(Operation operation, String object, Caller caller) {
        var answer = scene.call(caller, operation, object);
        var inside = INSIDE.getOrDefault(operation, Set.of()).contains(caller);

        if (inside) {
            // Otherwise nothing here could fail: this is what must not leave.
            assertThat(answer.text()).as("status %s", answer.status()).containsPattern(RESULT);
            if (operation.service().equals("ranking")) {
                assertThat(answer.text()).as("is marked").contains("\"CLOSED\"");
            }
        } else {
            assertThat(answer.text()).as("status %s", answer.status()).doesNotContainPattern(RESULT);
        }
    }

    @Test
    @DisplayName("the public sees the frozen board: that it is not final, who takes part, and nothing of who leads")
    void theFrozenBoard() {
        var standings = JsonMapper.shared()
                .readTree(scene.call(
                                Caller.PUBLIC,
                                Operation.of("GET /api/ranking/v1/boards/{board}/standings"),
                                Scene.FROZEN)
                        .text());
        assertThat(standings.path("status").asString()).isEqualTo("CLOSED");
        assertThat(standings.path("rows").values())
                .extracting(row -> row.at("/unit/id").asString())
                .isEqualTo(List.of("DD", "HBT", "HK"));
        assertThat(standings.path("rows").values())
                .allSatisfy(row -> assertThat(row.propertyNames())
                        .containsExactlyInAnyOrder("unit", "tied", "peersCounted", "peersExpected"));

        var list = JsonMapper.shared()
                .readTree(scene.call(Caller.PUBLIC, Operation.of("GET /api/ranking/v1/boards"), "-")
                        .text());
        assertThat(list.path("items").values())
                .filteredOn(board -> board.path("board").asString().endsWith("FROZEN"))
                .singleElement()
                .satisfies(board -> assertThat(board.has("leader")).isFalse());
    }

    /** Reading, and what is refused to this caller whatever state the object is in. */
    private static boolean changesNothing(Operation operation, Caller caller) {
        return operation.method().equals("GET")
                || Matrix.read().rows().stream()
                        .filter(row -> row.operation().equals(operation))
                        .flatMap(row -> row.expected().getOrDefault(caller, Set.of()).stream())
                        .allMatch(status -> status >= 400 && status != 409);
    }
}
