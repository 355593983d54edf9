package vn.thidua.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import vn.thidua.identity.AccessTokens.Keeping;
import vn.thidua.identity.testing.StubIssuer;

/** What happens to tokens while their issuer changes its key, or is silent. */
@Timeout(60)
class IssuerTest {

    private final StubIssuer issuer = new StubIssuer(Clock.systemUTC());
    private final JwtDecoder decoder = AccessTokens.decoder(issuer.issuer(), keys(), "thidua", Clock.systemUTC());

    private JwtDecoder decoder(Keeping keeping) {
        return AccessTokens.decoder(issuer.issuer(), keys(), "thidua", Clock.systemUTC(), keeping);
    }

    private URI keys() {
        return URI.create(issuer.issuer() + "/oauth2/jwks");
    }

    @AfterEach
    void stop() {
        issuer.stop();
    }

    @Test
    void keysAreFetchedOnceForManyTokens() {
        for (var i = 0; i < 100; i++) {
            decoder.decode(issuer.district("HBT"));
        }
        assertThat(issuer.fetched()).isEqualTo(1);
    }

    @Test
    void aNewKeyIsKnownAtOnceAndTheOldOneNoLonger() {
        var before = issuer.district("HBT");
        decoder.decode(before);

        issuer.rotate();

        assertThat(decoder.decode(issuer.district("HBT")).getSubject()).isEqualTo("he-thong-thu");
        assertThatThrownBy(() -> decoder.decode(before)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void madeUpKeyIdsDoNotMakeTheIssuerBusy() {
        decoder.decode(issuer.district("HBT"));

        for (var i = 0; i < 5; i++) {
            var forged = StubIssuer.sign(new com.nimbusds.jwt.JWTClaimsSet.Builder().build(), StubIssuer.newKey());
            assertThatThrownBy(() -> decoder.decode(forged)).isInstanceOf(BadJwtException.class);
        }

        assertThat(issuer.fetched()).isLessThanOrEqualTo(3);
        decoder.decode(issuer.district("HBT"));
    }

    @Test
    void tokensHoldWhileTheIssuerIsDownForLongerThanItsKeysAreKept() {
        var impatient = decoder(new Keeping(Duration.ofMillis(50), Duration.ofMillis(10), Duration.ofHours(4)));
        impatient.decode(issuer.district("HBT"));
        var token = issuer.city();
        issuer.stop();

        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(impatient.decode(token)).isNotNull());
    }

    @Test
    void anOutageOfFiveMinutesIsTolerated() {
        assertThat(AccessTokens.USUAL.outage()).isGreaterThan(Duration.ofMinutes(5));
    }

    @Test
    void tokensHoldNoLongerThanTheOutageThatIsTolerated() {
        var strict = decoder(new Keeping(Duration.ofMillis(50), Duration.ofMillis(10), Duration.ofMillis(100)));
        strict.decode(issuer.district("HBT"));
        var token = issuer.city();
        issuer.stop();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThatThrownBy(() -> strict.decode(token))
                        .isInstanceOf(JwtException.class)
                        .isNotInstanceOf(BadJwtException.class));
    }

    @Test
    void anIssuerThatWasNeverHeardOfIsSaidToBeSilentUntilItAnswers() {
        issuer.stop();
        var token = issuer.city();
        assertThatThrownBy(() -> decoder.decode(token))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);

        issuer.start();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(decoder.decode(token)).isNotNull());
    }

    @Test
    void aServiceWhoseIssuerIsSilentAsksToTryAgain() {
        issuer.stop();
        try (var service = Service.trusting(issuer, Clock.systemUTC())) {
            var answer = service.get("/api/scoring/v1/me", issuer.city());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).contains("5");
            assertThat(answer.body()).contains("urn:thidua:problem:issuer-silent");
        }
    }
}
