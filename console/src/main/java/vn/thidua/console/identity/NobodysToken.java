package vn.thidua.console.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;

/**
 * The console's own token, for the pages that are open to all. Renewed when four fifths of its life are over; while the
 * authorization server is silent, the old one goes on to its end.
 */
@Component
final class NobodysToken {

    private static final Duration LEAST_LIFE = Duration.ofSeconds(10);
    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofSeconds(10);
    private static final Duration UNLESS_TOLD = Duration.ofMinutes(1);

    private final Registrations registrations;
    private final TokenEndpoint endpoint;
    private final Clock clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable Held held;

    private record Held(String token, Instant renew, Instant end) {}

    NobodysToken(Registrations registrations, TokenEndpoint endpoint, Clock clock) {
        this.registrations = registrations;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** Throws {@link IssuerSilent} when there is none and none can be had. */
    String value() {
        var now = clock.instant();
        var known = held;
        if (known != null && now.isBefore(known.renew())) {
            return known.token();
        }
        renewing.lock();
        try {
            known = held;
            return known != null && now.isBefore(known.renew()) ? known.token() : renewed(known, now);
        } finally {
            renewing.unlock();
        }
    }

    /** A service does not accept it any more. */
    void forget() {
        held = null;
    }

    private String renewed(@Nullable Held old, Instant now) {
        try {
            var token = endpoint.ofClient(new OAuth2ClientCredentialsGrantRequest(registrations.nobody()))
                    .getAccessToken();
            var expires = token.getExpiresAt();
            var end = expires == null ? now.plus(UNLESS_TOLD) : expires;
            held = new Held(
                    token.getTokenValue(),
                    now.plus(Duration.between(now, end).multipliedBy(4).dividedBy(5)),
                    end);
            return token.getTokenValue();
        } catch (OAuth2AuthorizationException | IssuerSilent silence) {
            if (old == null || now.isAfter(old.end().minus(LEAST_LIFE))) {
                throw new IssuerSilent("no token for the public pages: " + silence.getMessage(), silence);
            }
            held = new Held(old.token(), now.plus(BEFORE_NEXT_ATTEMPT), old.end());
            return old.token();
        }
    }
}
