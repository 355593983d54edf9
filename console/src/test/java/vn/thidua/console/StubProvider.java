package vn.thidua.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another OpenID provider, as far as the code flow, refresh tokens (each good for one use) and client credentials go.
 * Whoever comes is logged in already, as {@link #person}. Signs with ES256, as our own does not.
 */
@NullUnmarked
final class StubProvider implements AutoCloseable {

    static final String CLIENT = "thi-dua-console";
    static final String SECRET = "secret of the console: 100%";

    /** Claims about whoever logs in next. */
    volatile Map<String, Object> person =
            Map.of("name", "Quận Hai Bà Trưng", "thidua_role", "DISTRICT", "thidua_unit", "HBT");

    volatile Duration life = Duration.ofMinutes(10);
    final List<String> grants = new CopyOnWriteArrayList<>();

    private final ECKey key;
    private final int port;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> refreshes = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private HttpServer server;

    StubProvider() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
            port = RunningConsole.freePort();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        start();
    }

    String issuer() {
        return "http://localhost:" + port + "/realms/thidua";
    }

    String keys() {
        return issuer() + "/certs";
    }

    void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    void stop() {
        server.stop(0);
    }

    /** As if the provider had ended every login. */
    void forgetLogins() {
        refreshes.clear();
    }

    @Override
    public void close() {
        stop();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath().replace("/realms/thidua", "")) {
                case "/.well-known/openid-configuration" -> json(exchange, 200, metadata());
                case "/certs" -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
                case "/auth" -> authorize(exchange);
                case "/token" -> token(exchange);
                default -> json(exchange, 404, Map.of());
            }
        } catch (GeneralSecurityException | JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/auth",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", keys(),
                "end_session_endpoint", issuer() + "/logout",
                "userinfo_endpoint", issuer() + "/there-is-none",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("ES256"));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = form(exchange.getRequestURI().getRawQuery());
        var code = "code-" + count.incrementAndGet();
        codes.put(code, asked);
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        asked.get("redirect_uri") + "?code=" + code + "&state=" + Reader.encoded(asked.get("state")));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException, GeneralSecurityException, JOSEException {
        var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var basic = Base64.getEncoder()
                .encodeToString(
                        (Reader.encoded(CLIENT) + ":" + Reader.encoded(SECRET)).getBytes(StandardCharsets.UTF_8));
        if (!("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            json(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        grants.add(form.get("grant_type"));
        switch (form.get("grant_type")) {
            case "client_credentials" ->
                json(exchange, 200, grant(Map.of("thidua_role", "PUBLIC"), CLIENT, form.get("scope"), null));
            case "refresh_token" -> {
                if (refreshes.remove(form.get("refresh_token")) == null) {
                    json(exchange, 400, Map.of("error", "invalid_grant"));
                } else {
                    json(exchange, 200, grant(person, "person-1", scopes(), ""));
                }
            }
            default -> {
                var asked = codes.remove(form.get("code"));
                if (asked == null || !proves(form.get("code_verifier"), asked.get("code_challenge"))) {
                    json(exchange, 400, Map.of("error", "invalid_grant"));
                } else {
                    json(exchange, 200, grant(person, "person-1", asked.get("scope"), asked.get("nonce")));
                }
            }
        }
    }

    private static String scopes() {
        return "scoring.read scoring.write ranking.read ranking.write notification.read notification.write";
    }

    private static boolean proves(String verifier, String challenge) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).equals(challenge);
    }

    private Map<String, Object> grant(Map<String, Object> claims, String subject, String scope, String nonce)
            throws JOSEException {
        var grant = new LinkedHashMap<String, Object>();
        grant.put("access_token", signed(claims, subject, "thidua", scope, null));
        grant.put("token_type", "Bearer");
        grant.put("expires_in", life.toSeconds());
        grant.put("scope", scope);
        if (nonce != null) {
            var refresh = "refresh-" + count.incrementAndGet();
            refreshes.put(refresh, true);
            grant.put("refresh_token", refresh);
            grant.put("id_token", signed(claims, subject, CLIENT, null, nonce));
        }
        return grant;
    }

    private String signed(Map<String, Object> about, String subject, String audience, String scope, String nonce)
            throws JOSEException {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(subject)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .jwtID("t" + count.incrementAndGet())
                .claim("client_id", CLIENT)
                .claim("scope", scope)
                .claim("nonce", nonce);
        about.forEach(claims::claim);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static Map<String, String> form(String text) {
        var form = new LinkedHashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            var at = pair.indexOf('=');
            form.put(
                    URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = JsonMapper.shared().writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
