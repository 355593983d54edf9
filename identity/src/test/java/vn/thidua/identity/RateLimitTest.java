package vn.thidua.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.thidua.identity.testing.StubIssuer;

@Timeout(60)
class RateLimitTest {

    private static final String ME = "/api/scoring/v1/me";

    @Test
    void aClientInAHurryWaitsForItselfAndNobodyElseForIt() {
        var issuer = StubIssuer.shared();
        var hurried = token(issuer, "he-thong-hbt");
        var patient = token(issuer, "he-thong-dd");
        var settings = Map.<String, Object>of("thidua.limits.requests-per-second", 1, "thidua.limits.burst", 5);
        try (var service = Service.trusting(issuer, Clock.systemUTC(), settings)) {
            for (var i = 0; i < 5; i++) {
                assertThat(service.get(ME, hurried).statusCode()).isEqualTo(200);
            }

            var refused = service.get(ME, hurried);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).contains("1");
            assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(refused.body()).contains("urn:thidua:problem:too-many-requests");
            assertThat(service.get(ME, patient).statusCode()).isEqualTo(200);
            await().untilAsserted(() ->
                    assertThat(service.get(ME, hurried).statusCode()).isEqualTo(200));
        }
    }

    private static String token(StubIssuer issuer, String client) {
        return issuer.token(
                claims -> claims.subject(client).claim("client_id", client).claim("thidua_role", "CITY"));
    }
}
