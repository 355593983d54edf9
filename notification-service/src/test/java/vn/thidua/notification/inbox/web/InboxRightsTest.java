package vn.thidua.notification.inbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.events.UnitRef;
import vn.thidua.identity.testing.StubIssuer;
import vn.thidua.notification.Cluster2019;
import vn.thidua.notification.Ranking;
import vn.thidua.notification.RunningService;

/** Every endpoint, called by whom it is not for. */
@SuppressWarnings("NullAway.Init")
class InboxRightsTest {

    private static final StubIssuer ISSUER = StubIssuer.shared();
    private static final UnitRef OWNER = new UnitRef("R-1", "Quận Tây Hồ");
    private static RunningService service;

    @BeforeAll
    static void anItemInEachInbox() {
        service = RunningService.on(RunningService.emptyDatabase());
        try (var ranking = new Ranking()) {
            ranking.tells(Cluster2019.resultsOf("r-1:2019", Cluster2019.row(OWNER, 1, false, 9000)));
        }
        service.awaitItems(OWNER.id(), 1);
        service.awaitItems("CITY", 1);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /inboxes/%s",
        "GET, /inboxes/%s/items",
        "GET, /inboxes/%s/items?limit=0",
        "GET, /inboxes/%s/stream",
        "PUT, /inboxes/%s/items/1/read",
        "PUT, /inboxes/%s/items/9/read",
        "DELETE, /inboxes/%s/items/1/read",
    })
    void nobody_but_the_owner_reads_or_marks(String method, String endpoint) {
        var units = endpoint.formatted(OWNER.id());
        var city = endpoint.formatted("CITY");

        assertThat(status(method, units, null)).isEqualTo(401);
        assertThat(status(method, units, ISSUER.district("R-2"))).isEqualTo(404);
        assertThat(status(method, units, ISSUER.city())).isEqualTo(404);
        assertThat(status(method, city, ISSUER.district(OWNER.id()))).isEqualTo(404);
        assertThat(status(method, city, ISSUER.district("CITY"))).isEqualTo(404);
        for (var inbox : List.of(units, city)) {
            assertThat(status(method, inbox, ISSUER.operations())).isEqualTo(403);
            assertThat(status(method, inbox, ISSUER.publicReader())).isEqualTo(403);
        }
        assertThat(status(
                        method,
                        units,
                        ISSUER.token(claims -> claims.claim("thidua_role", "DISTRICT")
                                .claim("thidua_unit", OWNER.id())
                                .claim("scope", "scoring.read scoring.write ranking.read ranking.write"))))
                .isEqualTo(403);
        assertThat(service.get("/inboxes/" + OWNER.id()).get("unread").asLong()).isEqualTo(1);
    }

    @Test
    void who_may_read_only_marks_nothing() {
        var readOnly = ISSUER.token(claims -> claims.claim("thidua_role", "DISTRICT")
                .claim("thidua_unit", OWNER.id())
                .claim("scope", "notification.read"));

        assertThat(status("GET", "/inboxes/" + OWNER.id(), readOnly)).isEqualTo(200);
        assertThat(status("PUT", "/inboxes/" + OWNER.id() + "/items/1/read", readOnly))
                .isEqualTo(403);
        assertThat(status("DELETE", "/inboxes/" + OWNER.id() + "/items/1/read", readOnly))
                .isEqualTo(403);
    }

    @Test
    void another_s_inbox_is_answered_like_one_that_does_not_exist() {
        var stranger = ISSUER.district("R-2");
        var foreign = service.send("GET", "/inboxes/" + OWNER.id(), stranger);
        var absent = service.send("GET", "/inboxes/R-9", stranger);

        assertThat(List.of(foreign, absent))
                .extracting(
                        answer -> answer.statusCode(), answer -> answer.body().replace(OWNER.id(), "R-9"))
                .containsOnly(tuple(404, absent.body()));
        assertThat(absent.body()).contains("urn:thidua:problem:recipient-unknown");
    }

    @Test
    void the_description_asks_for_a_token_and_says_how_who_may_not_is_answered() {
        var api = service.get("/openapi");

        assertThat(api.at("/components/securitySchemes/accessToken/scheme").asString())
                .isEqualTo("bearer");
        assertThat(api.at("/security/0").propertyNames()).containsExactly("accessToken");
        var operations = api.get("paths")
                .valueStream()
                .flatMap(path -> path.valueStream())
                .toList();
        assertThat(operations)
                .isNotEmpty()
                .allSatisfy(operation ->
                        assertThat(operation.get("responses").propertyNames()).contains("401", "403", "404"));
        assertThat(JsonMapper.shared().writeValueAsString(api)).doesNotContain("\"actor\"");
    }

    @Test
    void the_description_needs_a_token_and_health_does_not() {
        assertThat(status("GET", "/openapi", null)).isEqualTo(401);
        assertThat(status("GET", "/openapi", ISSUER.publicReader())).isEqualTo(200);
        assertThat(status("GET", "/../../../actuator/health/readiness", null)).isEqualTo(200);
        assertThat(status("GET", "/../../../actuator/pipeline", ISSUER.city())).isEqualTo(403);
        assertThat(status("GET", "/../../../actuator/pipeline", ISSUER.operations()))
                .isEqualTo(200);
    }

    private static int status(String method, String path, @org.jspecify.annotations.Nullable String token) {
        return service.send(method, path, token).statusCode();
    }
}
