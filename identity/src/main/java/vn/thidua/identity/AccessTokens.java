package vn.thidua.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
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
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks access tokens: signature by one of the issuer's keys and an allowed algorithm, issuer, audience, expiry.
 *
 * <p>Keys are kept for five minutes, fetched ahead of time, and at once when a token names one that is not known yet, so
 * that rotation needs no restart; not more than twice in {@link #AT_MOST_EVERY}, so that made-up key ids cost nothing.
 * While the issuer is silent the keys at hand go on being used for {@link #OUTAGE}.
 */
final class AccessTokens {

    /** Asymmetric ones only: neither {@code none} nor a shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(10);
    private static final Duration OUTAGE = Duration.ofHours(4);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int LARGEST_KEY_SET = 64 * 1024;

    private AccessTokens() {}

    /** A decoder of the tokens that this issuer gave out for this audience. */
    static JwtDecoder decoder(String issuer, URI keys, String audience, Clock clock) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source(keys)));
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
        return decoder;
    }

    private static JWKSource<SecurityContext> source(URI keys) {
        try {
            return JWKSourceBuilder.create(
                            keys.toURL(),
                            new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST_KEY_SET))
                    .cache(KEPT.toMillis(), 2L * PATIENCE_MILLIS)
                    .refreshAheadCache(false)
                    .rateLimited(AT_MOST_EVERY.toMillis())
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("thidua.identity.keys is not an address: " + keys, e);
        }
    }
}
