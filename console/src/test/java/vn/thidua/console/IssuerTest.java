package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.console.identity.OwnSecret;

/** The tokens that the console's own authorization server gives to systems, as the services read them. */
class IssuerTest {

    private static final String ALL_SIX =
            "notification.read notification.write ranking.read ranking.write scoring.read scoring.write";

    private static RunningConsole console;

    @BeforeAll
    static void start() {
        console = RunningConsole.with2019();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @ParameterizedTest
    @CsvSource({
        "he-thong-hbt, DISTRICT, HBT",
        "he-thong-dd, DISTRICT, DD",
        "he-thong-hk, DISTRICT, HK",
        "he-thong-hm, DISTRICT, HM",
        "he-thong-bd, DISTRICT, BD",
        "he-thong-lb, DISTRICT, LB",
        "he-thong-thanh-pho, CITY,",
    })
    void a_system_is_known_by_its_client_with_role_unit_and_all_that_it_may(String client, String role, String unit)
            throws ParseException {
        var claims = claims(grant(client, "grant_type=client_credentials"));

        assertThat(claims.getStringClaim("iss")).isEqualTo(console.origin());
        assertThat(claims.getAudience()).containsExactly("thidua");
        assertThat(claims.getSubject()).isEqualTo(client).isEqualTo(claims.getStringClaim("client_id"));
        assertThat(claims.getStringClaim("thidua_role")).isEqualTo(role);
        assertThat(claims.getStringClaim("thidua_unit")).isEqualTo(unit);
        assertThat(claims.getStringClaim("scope")).isEqualTo(ALL_SIX);
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void operations_gets_what_operating_needs() throws ParseException {
        var claims = claims(grant("he-thong-van-hanh", "grant_type=client_credentials"));

        assertThat(claims.getStringClaim("thidua_role")).isEqualTo("OPERATIONS");
        assertThat(claims.getStringClaim("thidua_unit")).isNull();
        assertThat(claims.getStringClaim("scope"))
                .isEqualTo("operations ranking.read ranking.write scoring.read scoring.write");
    }

    @Test
    void a_token_is_signed_with_the_published_key_and_an_algorithm_that_services_accept() throws Exception {
        var token = SignedJWT.parse(console.token("he-thong-hbt"));
        var keys = JWKSet.parse(console.page("/oauth2/jwks"));

        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(key.size()).isEqualTo(2048);
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    }

    @Test
    void a_system_may_ask_for_less() throws ParseException {
        var grant = grant("he-thong-hbt", "grant_type=client_credentials&scope=scoring.write");

        assertThat(claims(grant).getStringClaim("scope")).isEqualTo("scoring.write");
        assertThat(grant.get("scope").asString()).isEqualTo("scoring.write");
    }

    @ParameterizedTest
    @CsvSource({
        "he-thong-hbt, wrong, grant_type=client_credentials, 401, invalid_client",
        "he-thong-hbt, '', grant_type=client_credentials, 400, invalid_request",
        "he-thong-xx, thi-dua-2019, grant_type=client_credentials, 401, invalid_client",
        "hbt, thi-dua-2019, grant_type=client_credentials, 401, invalid_client",
        "console, thi-dua-2019, grant_type=client_credentials, 401, invalid_client",
        "he-thong-hbt, thi-dua-2019, grant_type=client_credentials&scope=operations, 400, invalid_scope",
        "he-thong-van-hanh, thi-dua-2019, grant_type=client_credentials&scope=notification.write, 400, invalid_scope",
        "he-thong-hbt, thi-dua-2019, grant_type=password&username=hbt&password=thi-dua-2019, 400, unsupported_grant_type",
        "he-thong-hbt, thi-dua-2019, grant_type=authorization_code&code=x, 400, invalid_grant",
        "he-thong-hbt, thi-dua-2019, '', 400, invalid_request",
    })
    void what_is_wrong_is_refused_with_the_standards_reason(
            String client, String secret, String form, int status, String error) {
        var answer = console.token(client, secret, form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"error\":\"" + error + "\"").doesNotContain("access_token");
    }

    @Test
    void who_guesses_secrets_waits_and_nobody_waits_for_them() {
        var answer = console.token("he-thong-doan", "0", "grant_type=client_credentials");
        for (var guess = 1; answer.statusCode() == 401; guess++) {
            assertThat(guess).isLessThan(25);
            answer = console.token("he-thong-doan", Integer.toString(guess), "grant_type=client_credentials");
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 30L);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("error").asString())
                .isEqualTo("temporarily_unavailable");
        assertThat(console.token("he-thong-hbt")).isNotEmpty();
    }

    @Test
    void a_secret_in_the_address_is_not_accepted() {
        var answer = console.send(console.to("/oauth2/token?grant_type=client_credentials&client_id=he-thong-hbt"
                        + "&client_secret=" + Reader.PASSWORD)
                .POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @Test
    void the_console_itself_is_nobody_in_particular_and_gets_no_more() throws ParseException {
        var secret = console.context.getBean(OwnSecret.class).text();

        var claims = claims(read(console.token("console", secret, "grant_type=client_credentials")));
        assertThat(claims.getStringClaim("thidua_role")).isEqualTo("PUBLIC");
        assertThat(claims.getStringClaim("scope")).isEqualTo("ranking.read");
        assertThat(console.token("console", secret, "grant_type=client_credentials&scope=ranking.write")
                        .body())
                .contains("invalid_scope");
    }

    @Test
    void only_what_is_there_is_promised() {
        for (var path : new String[] {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"}) {
            var metadata = JsonMapper.shared().readTree(console.page(path));

            assertThat(metadata.get("issuer").asString()).isEqualTo(console.origin());
            assertThat(metadata.get("token_endpoint").asString()).isEqualTo(console.origin() + "/oauth2/token");
            assertThat(metadata.get("jwks_uri").asString()).isEqualTo(console.origin() + "/oauth2/jwks");
            for (var endpoint : metadata.propertyNames()) {
                if (endpoint.endsWith("_endpoint")) {
                    assertThat(endpoint).isIn("authorization_endpoint", "token_endpoint");
                }
            }
        }
    }

    @Test
    void the_issuer_is_not_taken_from_what_a_request_says() {
        var metadata = console.send(console.to("/.well-known/openid-configuration")
                .header("X-Forwarded-Host", "elsewhere.example")
                .header("Forwarded", "host=elsewhere.example"));

        assertThat(metadata.body()).doesNotContain("elsewhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redirect_uri=https://elsewhere.example/",
                "redirect_uri=%s/login/oauth2/code/console/..",
                "redirect_uri=%s/",
                "",
            })
    void nobody_is_sent_to_an_address_that_is_not_registered(String redirect) {
        var reader = console.as("hbt");

        var answer = reader.ask("/oauth2/authorize?response_type=code&client_id=console&scope=openid&state=s"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&"
                + redirect.formatted(console.origin()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void a_code_is_not_given_without_a_proof_key() {
        var answer = console.as("hbt")
                .ask("/oauth2/authorize?response_type=code&client_id=console&scope=openid&state=s&redirect_uri="
                        + console.origin() + "/login/oauth2/code/console");

        assertThat(Reader.location(answer)).contains("error=invalid_request").doesNotContain("code=");
    }

    private static JsonNode grant(String client, String form) {
        return read(console.token(client, Reader.PASSWORD, form));
    }

    private static JsonNode read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JWTClaimsSet claims(JsonNode grant) throws ParseException {
        return SignedJWT.parse(grant.get("access_token").asString()).getJWTClaimsSet();
    }
}
