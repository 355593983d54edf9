package vn.thidua.console.issuer;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import vn.thidua.console.identity.EndOfLogin;

/**
 * The logins under way and those that can be renewed, in memory and bounded: what has expired goes, and beyond the
 * bound, the oldest. Systems' tokens are not kept, since nothing ever asks for them again: they say all by themselves.
 * Safe for use by several threads.
 */
final class Authorizations implements OAuth2AuthorizationService, EndOfLogin {

    private static final int MOST = 10_000;

    private final Clock clock;
    private final int most;

    /** Both in the order in which they were last saved, which is about the order in which they expire. */
    private final Map<String, OAuth2Authorization> asked = new LinkedHashMap<>();

    private final Map<String, OAuth2Authorization> granted = new LinkedHashMap<>();

    Authorizations(Clock clock) {
        this(clock, MOST);
    }

    Authorizations(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        if (authorization.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
            return;
        }
        remove(authorization);
        (authorization.getAccessToken() == null ? asked : granted).put(authorization.getId(), authorization);
        var now = clock.instant();
        tidy(asked, now, one -> one.getToken(OAuth2AuthorizationCode.class));
        tidy(granted, now, OAuth2Authorization::getRefreshToken);
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        asked.remove(authorization.getId());
        granted.remove(authorization.getId());
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        var known = granted.get(id);
        return known == null ? asked.get(id) : known;
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        // A code that was used is looked for among the granted ones too: using it again ends what it gave.
        return Stream.concat(asked.values().stream(), granted.values().stream())
                .filter(one -> has(one, token, type))
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized void of(String refreshToken) {
        var ended = findByToken(refreshToken, OAuth2TokenType.REFRESH_TOKEN);
        if (ended != null) {
            remove(ended);
        }
    }

    synchronized int size() {
        return asked.size() + granted.size();
    }

    private static boolean has(OAuth2Authorization one, String token, @Nullable OAuth2TokenType type) {
        if (type == null) {
            return false;
        }
        if (type.equals(OAuth2TokenType.REFRESH_TOKEN)) {
            return is(one.getRefreshToken(), token);
        }
        if (type.getValue().equals("code")) {
            return is(one.getToken(OAuth2AuthorizationCode.class), token);
        }
        // Nothing else is ever asked for: no consent, no device, no introspection.
        return false;
    }

    private static boolean is(OAuth2Authorization.@Nullable Token<?> kept, String token) {
        return kept != null && kept.getToken().getTokenValue().equals(token);
    }

    private void tidy(
            Map<String, OAuth2Authorization> all,
            Instant now,
            Function<OAuth2Authorization, OAuth2Authorization.@Nullable Token<? extends OAuth2Token>> end) {
        var oldest = all.values().iterator();
        while (oldest.hasNext()) {
            var token = end.apply(oldest.next());
            var expires = token == null ? null : token.getToken().getExpiresAt();
            if (all.size() <= most && expires != null && now.isBefore(Objects.requireNonNull(expires))) {
                return;
            }
            oldest.remove();
        }
    }
}
