package vn.thidua.console.issuer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * What a client gets for itself: all that it may have when it names nothing (RFC 6749, 3.3), and never more. A token
 * says what is in it, so leaving the scope out of a token never means all.
 */
final class SystemScopes implements AuthenticationConverter, Consumer<OAuth2ClientCredentialsAuthenticationContext> {

    private final OAuth2ClientCredentialsAuthenticationConverter asked =
            new OAuth2ClientCredentialsAuthenticationConverter();
    private final Accounts accounts;

    SystemScopes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var grant = asked.convert(request);
        if (grant instanceof OAuth2ClientCredentialsAuthenticationToken token
                && token.getScopes().isEmpty()
                && token.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                && client.getRegisteredClient() != null) {
            return new OAuth2ClientCredentialsAuthenticationToken(
                    client, accounts.scopesOnItsOwn(client.getRegisteredClient()), token.getAdditionalParameters());
        }
        return grant;
    }

    @Override
    public void accept(OAuth2ClientCredentialsAuthenticationContext context) {
        OAuth2ClientCredentialsAuthenticationToken token = context.getAuthentication();
        if (!accounts.scopesOnItsOwn(context.getRegisteredClient()).containsAll(token.getScopes())) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
    }
}
