package vn.thidua.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks access tokens: signature by one of the issuer's keys and an allowed algorithm, issuer, audience, expiry.
 *
 * <p>Keys are kept for five minutes, fetched ahead of time, and at once when a token names one that is not known yet, so
 * that rotation needs no restart; not more than twice in ten seconds, so that made-up key ids cost nothing. While
 * the issuer is silent the keys at hand go on being used for four hours.
 */
final class AccessTokens {

    /** Asymmetric ones only: neither {@code none} nor a shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    static final Keeping USUAL = new Keeping(Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofHours(4));
    /** For so long after its end a token is taken. */
    static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int LARGEST_KEY_SET = 64 * 1024;

    private AccessTokens() {}

    /** A decoder of the tokens that this issuer gave out for this audience. */
    static JwtDecoder decoder(String issuer, URI keys, String audience, Clock clock) {
        return decoder(issuer, keys, audience, clock, USUAL);
    }

    static JwtDecoder decoder(String issuer, URI keys, String audience, Clock clock, Keeping keeping) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source(keys, keeping)));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        // Claims are judged below, once.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var timely = new JwtTimestampValidator(CLOCKS_DIFFER);
        timely.setClock(clock);
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timely,
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, expiry -> expiry != null),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, named -> named != null && named.contains(audience))));
        return token -> decode(decoder, token);
    }

    /** A token whose key cannot be looked up again so soon is bad as far as anyone knows; its issuer is not silent. */
    private static Jwt decode(JwtDecoder decoder, String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException bad) {
            throw bad;
        } catch (JwtException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof RateLimitReachedException) {
                    throw new BadJwtException("the token names a key that is not known", e);
                }
            }
            throw e;
        }
    }

    private static JWKSource<SecurityContext> source(URI keys, Keeping keeping) {
        try {
            return JWKSourceBuilder.create(
                            keys.toURL(),
                            new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST_KEY_SET))
                    .cache(keeping.kept().toMillis(), 2L * PATIENCE_MILLIS)
                    .refreshAheadCache(false)
                    .rateLimited(keeping.atMostEvery().toMillis())
                    .outageTolerant(keeping.outage().toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("thidua.identity.keys is not an address: " + keys, e);
        }
    }

    /**
     * How keys are kept.
     *
     * @param kept before they are fetched again
     * @param atMostEvery twice in this time they are fetched at most
     * @param outage for how long they are used while they cannot be fetched
     */
    record Keeping(Duration kept, Duration atMostEvery, Duration outage) {}
}
