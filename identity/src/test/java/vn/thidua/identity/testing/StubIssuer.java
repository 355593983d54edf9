package vn.thidua.identity.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of access tokens on a free port of this machine: publishes its keys over HTTP and signs any claims. What it
 * signs by default is what the services accept.
 */
public final class StubIssuer {

    private static final String AUDIENCE = "thidua";
    private static final String EVERYTHING =
            "scoring.read scoring.write ranking.read ranking.write notification.read notification.write";

    private final Clock clock;
    private final int port;
    private final AtomicInteger fetched = new AtomicInteger();
    private volatile RSAKey key = newKey();
    private @Nullable HttpServer server;

    /** A new issuer, listening. */
    public StubIssuer(Clock clock) {
        this.clock = clock;
        this.port = listen(0);
    }

    /** The issuer that the tests of a JVM share. */
    public static StubIssuer shared() {
        return Shared.ISSUER;
    }

    /** What makes a service trust it. */
    public Map<String, Object> properties() {
        return Map.of("thidua.identity.issuer", issuer(), "thidua.identity.keys", issuer() + "/oauth2/jwks");
    }

    /** Its {@code iss}. */
    public String issuer() {
        return "http://localhost:" + port;
    }

    /** A token of a unit's own system. */
    public String district(String unit) {
        return token(claims -> claims.claim("thidua_role", "DISTRICT").claim("thidua_unit", unit));
    }

    /** A token of the City committee. */
    public String city() {
        return token(claims -> claims.claim("thidua_role", "CITY"));
    }

    /** A token of those who keep the system running. */
    public String operations() {
        return token(claims -> claims.claim("thidua_role", "OPERATIONS")
                .claim("scope", "operations scoring.read scoring.write ranking.read ranking.write"));
    }

    /** A token for what everyone may read. */
    public String publicReader() {
        return token(claims -> claims.claim("thidua_role", "PUBLIC").claim("scope", "ranking.read"));
    }

    /** A signed token with the usual claims, changed as given. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        var now = clock.instant();
        var usual = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(List.of(AUDIENCE))
                .subject("he-thong-thu")
                .claim("client_id", "he-thong-thu")
                .claim("scope", EVERYTHING)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
        return sign(change.apply(usual).build(), key);
    }

    /** These claims, signed by this key under its own id. */
    public static String sign(JWTClaimsSet claims, RSAKey key) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that no issuer has published. */
    public static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key it signs with now. */
    public RSAKey key() {
        return key;
    }

    /** From now on it signs with a new key and publishes only that. */
    public void rotate() {
        key = newKey();
    }

    /** How often its keys were asked for. */
    public int fetched() {
        return fetched.get();
    }

    /** It does not answer any more. */
    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** It answers again, at the same address. */
    public void start() {
        if (server == null) {
            listen(port);
        }
    }

    private int listen(int at) {
        try {
            var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
            listening.createContext("/oauth2/jwks", exchange -> {
                fetched.incrementAndGet();
                var keys = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                try (var body = exchange.getResponseBody()) {
                    body.write(keys);
                }
            });
            listening.start();
            server = listening;
            return listening.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {

        private static final StubIssuer ISSUER = new StubIssuer(Clock.systemUTC());
    }
}
