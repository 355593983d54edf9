package vn.thidua.console.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The tokens of whoever is logged in: kept in the session, on the server, and renewed unnoticed. Several requests of one
 * session at once renew it once, since a provider may accept each refresh token a single time.
 */
@Component
final class PersonsTokens implements OAuth2AuthorizedClientRepository {

    private static final Logger log = LoggerFactory.getLogger(PersonsTokens.class);

    private static final String GRANT = "thidua.grant";

    /** Long enough for the request that the token is needed for. */
    private static final Duration LEAST_LIFE = Duration.ofSeconds(30);

    /** Answers by which the issuer says that the login is over, and not that it has trouble of its own. */
    private static final Set<String> OVER = Set.of("invalid_grant", "invalid_token", "access_denied");

    private final TokenEndpoint endpoint;
    private final Clock clock;

    PersonsTokens(TokenEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /**
     * The access token of whoever is logged in, if somebody is.
     *
     * @throws LoginNeeded when the issuer has ended the login; then nobody is logged in any more
     * @throws IssuerSilent when a new one is needed and the issuer does not answer
     */
    Optional<String> of(HttpServletRequest request) {
        if (SignedIn.user().isEmpty()) {
            return Optional.empty();
        }
        var session = request.getSession(false);
        if (session == null) {
            throw ended(null, "the session is over");
        }
        var grant = grant(session);
        if (grant != null && fresh(grant, LEAST_LIFE)) {
            return Optional.of(grant.getAccessToken().getTokenValue());
        }
        synchronized (WebUtils.getSessionMutex(session)) {
            return Optional.of(renewed(session));
        }
    }

    private String renewed(HttpSession session) {
        var grant = grant(session);
        if (grant == null) {
            throw ended(session, "there is no token");
        }
        if (fresh(grant, LEAST_LIFE)) {
            return grant.getAccessToken().getTokenValue();
        }
        var refresh = grant.getRefreshToken();
        if (refresh == null) {
            throw ended(session, "the token cannot be renewed");
        }
        try {
            var response = endpoint.refreshed(
                    new OAuth2RefreshTokenGrantRequest(grant.getClientRegistration(), grant.getAccessToken(), refresh));
            session.setAttribute(
                    GRANT,
                    new OAuth2AuthorizedClient(
                            grant.getClientRegistration(),
                            grant.getPrincipalName(),
                            response.getAccessToken(),
                            Optional.ofNullable(response.getRefreshToken()).orElse(refresh)));
            return response.getAccessToken().getTokenValue();
        } catch (OAuth2AuthorizationException refused) {
            if (OVER.contains(refused.getError().getErrorCode())) {
                throw ended(session, refused.getError().getErrorCode());
            }
            if (fresh(grant, Duration.ZERO)) {
                log.warn(
                        "A token could not be renewed yet: {}",
                        refused.getError().getErrorCode());
                return grant.getAccessToken().getTokenValue();
            }
            throw new IssuerSilent("a token cannot be renewed", refused);
        }
    }

    private boolean fresh(OAuth2AuthorizedClient grant, Duration atLeast) {
        var end = grant.getAccessToken().getExpiresAt();
        return end == null || clock.instant().plus(atLeast).isBefore(end);
    }

    private static LoginNeeded ended(@Nullable HttpSession session, String why) {
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        return new LoginNeeded(why);
    }

    private static @Nullable OAuth2AuthorizedClient grant(HttpSession session) {
        return (OAuth2AuthorizedClient) session.getAttribute(GRANT);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
            String registration, Authentication principal, HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? null : (T) grant(session);
    }

    @Override
    public void saveAuthorizedClient(
            OAuth2AuthorizedClient client,
            Authentication principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        request.getSession().setAttribute(GRANT, client);
    }

    @Override
    public void removeAuthorizedClient(
            String registration, Authentication principal, HttpServletRequest request, HttpServletResponse response) {
        Optional.ofNullable(request.getSession(false)).ifPresent(session -> session.removeAttribute(GRANT));
    }

    /** What renews the login of a session, for the issuer to end it with. */
    Optional<String> refreshToken(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .map(PersonsTokens::grant)
                .map(OAuth2AuthorizedClient::getRefreshToken)
                .map(token -> token.getTokenValue());
    }
}
