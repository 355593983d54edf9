package vn.thidua.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.identity.testing.StubIssuer;

/** Which tokens open a service, and which do not, over HTTP. */
@Timeout(60)
class TokensTest {

    private static final String ME = "/api/scoring/v1/me";
    private static final Clock CLOCK = Clock.systemUTC();

    private static final StubIssuer ISSUER = new StubIssuer(CLOCK);
    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.trusting(ISSUER, CLOCK);
    }

    @AfterAll
    static void stop() {
        service.close();
        ISSUER.stop();
    }

    @Test
    void theActorIsWhoTheTokenSays() {
        var person = ISSUER.token(claims -> claims.subject("can-bo-hbt")
                .claim("client_id", "console")
                .claim("thidua_role", "DISTRICT")
                .claim("thidua_unit", "HBT"));

        assertThat(JsonMapper.shared().readValue(service.get(ME, person).body(), Actor.class))
                .isEqualTo(new Actor("can-bo-hbt", Role.DISTRICT, "HBT", false));
        assertThat(JsonMapper.shared().readValue(service.get(ME, ISSUER.city()).body(), Actor.class))
                .isEqualTo(new Actor("he-thong-thu", Role.CITY, null, true));
    }

    @Test
    void whatIsOpenedEndsWhenTheTokenCeasesToBeTaken() {
        var end = CLOCK.instant().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        var token = ISSUER.token(claims -> claims.claim("thidua_role", "DISTRICT")
                .claim("thidua_unit", "HBT")
                .expirationTime(Date.from(end)));

        assertThat(JsonMapper.shared()
                        .readValue(service.get("/api/scoring/v1/until", token).body(), Expiry.class))
                .isEqualTo(new Expiry(end.plus(AccessTokens.CLOCKS_DIFFER)));
    }

    @Test
    void withoutATokenNothingIsOpenButHealth() {
        var answer = service.get(ME, null);

        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("www-authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        assertThat(service.get("/nowhere", null).statusCode()).isEqualTo(401);
        assertThat(service.get("/actuator/health", null).statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/health/readiness", null).statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/metrics", null).statusCode()).isEqualTo(401);
        assertThat(service.get("/actuator/metrics", ISSUER.city()).statusCode()).isEqualTo(403);
        assertThat(service.get("/actuator/metrics", ISSUER.operations()).statusCode())
                .isEqualTo(200);
    }

    static Stream<Arguments> forgeries() throws JOSEException {
        var good = claims(claims -> claims);
        var foreign = StubIssuer.newKey();
        var sameId = new com.nimbusds.jose.jwk.RSAKey.Builder(StubIssuer.newKey())
                .keyID(ISSUER.key().getKeyID())
                .build();
        var signature = ISSUER.district("HBT");
        return Stream.of(
                Arguments.of("no algorithm", new PlainJWT(good).serialize()),
                Arguments.of("an unknown key", StubIssuer.sign(good, foreign)),
                Arguments.of("another key under the issuer's key id", StubIssuer.sign(good, sameId)),
                Arguments.of("the public key as a shared secret", withSharedSecret(good)),
                Arguments.of("a changed claim", withOtherClaims(signature)),
                Arguments.of("no signature", signature.substring(0, signature.lastIndexOf('.') + 1)),
                Arguments.of("another issuer", signed(c -> c.issuer("http://localhost:1"))),
                Arguments.of("no issuer", signed(c -> c.issuer(null))),
                Arguments.of("another audience", signed(c -> c.audience("other"))),
                Arguments.of("no audience", signed(c -> c.audience((String) null))),
                Arguments.of("an audience that starts alike", signed(c -> c.audience("thidua2"))),
                Arguments.of("expired", signed(c -> c.expirationTime(at(Duration.ofMinutes(-2))))),
                Arguments.of("no expiry", signed(c -> c.expirationTime(null))),
                Arguments.of("not valid yet", signed(c -> c.notBeforeTime(at(Duration.ofMinutes(2))))),
                Arguments.of("no role", signed(c -> c.claim("thidua_role", null))),
                Arguments.of("an unknown role", signed(c -> c.claim("thidua_role", "ADMIN"))),
                Arguments.of("a role in small letters", signed(c -> c.claim("thidua_role", "district"))),
                Arguments.of("several roles", signed(c -> c.claim("thidua_role", List.of("DISTRICT", "CITY")))),
                Arguments.of("a district without a unit", signed(c -> c.claim("thidua_unit", null))),
                Arguments.of("a unit in look-alike letters", signed(c -> c.claim("thidua_unit", "НВТ"))),
                Arguments.of("several units", signed(c -> c.claim("thidua_unit", List.of("HBT", "DD")))),
                Arguments.of("the City with a unit", signed(c -> c.claim("thidua_role", "CITY"))),
                Arguments.of("no subject", signed(c -> c.subject(null))),
                Arguments.of("no token at all", "x"),
                Arguments.of("three empty parts", ".."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void aTokenThatDoesNotHoldIsRefused(String what, String token) {
        assertProblem(service.get(ME, token), 401, "unauthenticated");
    }

    @Test
    void theTokenThatTheForgeriesAreMadeFromIsGood() {
        assertThat(service.get(ME, signed(claims -> claims)).statusCode()).isEqualTo(200);
    }

    @Test
    void aScopeThatIsMissingNeverMeansAll() {
        for (var scope : new String[] {null, "", "ranking.read ranking.write", "scoring", "scoring.write"}) {
            assertProblem(service.get(ME, signed(claims -> claims.claim("scope", scope))), 403, "forbidden");
        }
        var reader = signed(claims -> claims.claim("scope", "scoring.read"));
        assertThat(service.get(ME, reader).statusCode()).isEqualTo(200);
        assertProblem(service.send("POST", ME, reader), 403, "forbidden");
        assertThat(service.send("POST", ME, signed(claims -> claims)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aHandlerIsForTheRolesThatItNames() {
        assertProblem(service.send("POST", ME, ISSUER.city()), 403, "forbidden");
        assertProblem(service.get(ME, ISSUER.operations()), 403, "forbidden");
    }

    @Test
    void aHandlerThatNamesNoRolesIsForNobody() {
        assertProblem(service.get("/api/scoring/v1/forgotten", ISSUER.city()), 403, "forbidden");
        assertProblem(service.get("/api/scoring/v1/forgotten", ISSUER.district("HBT")), 403, "forbidden");
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (var answer : List.of(service.get(ME, ISSUER.city()), service.get(ME, null), service.get(ME, "x"))) {
            var headers = answer.headers();
            assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
            assertThat(headers.firstValue("x-frame-options")).contains("DENY");
            assertThat(headers.firstValue("referrer-policy")).contains("no-referrer");
            assertThat(headers.firstValue("content-security-policy"))
                    .contains("default-src 'none'; frame-ancestors 'none'");
            assertThat(headers.firstValue("cache-control")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a|b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n"
            })
    void soDoesWhatTheWebServerRefusesByItself(String request) {
        assertThat(service.raw(request))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("content-security-policy: default-src 'none'; frame-ancestors 'none'")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("x-frame-options: DENY")
                .containsIgnoringCase("referrer-policy: no-referrer");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        var problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.at("/type").asString()).isEqualTo("urn:thidua:problem:" + slug);
        assertThat(problem.at("/detail").asString()).isNotBlank();
        assertThat(problem.at("/detailEn").asString()).isNotBlank();
        assertThat(problem.at("/instance").asString()).isEqualTo(answer.uri().getPath());
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return StubIssuer.sign(claims(change), ISSUER.key());
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(ISSUER.issuer())
                        .audience("thidua")
                        .subject("he-thong-hbt")
                        .claim("client_id", "he-thong-hbt")
                        .claim("scope", "scoring.read scoring.write")
                        .claim("thidua_role", "DISTRICT")
                        .claim("thidua_unit", "HBT")
                        .expirationTime(at(Duration.ofMinutes(5))))
                .build();
    }

    private static Date at(Duration fromNow) {
        return Date.from(CLOCK.instant().plus(fromNow));
    }

    /** What a verifier that lets the token choose its algorithm would accept. */
    private static String withSharedSecret(JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(ISSUER.key().getKeyID())
                        .build(),
                claims);
        token.sign(new MACSigner(ISSUER.key().toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private static String withOtherClaims(String token) {
        var parts = token.split("\\.", -1);
        var claims = new String(java.util.Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace("HBT", "HKT");
        return parts[0] + "."
                + java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + "."
                + parts[2];
    }
}
