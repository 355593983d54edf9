package vn.thidua.console.issuer;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import vn.thidua.console.identity.IdentitySettings;
import vn.thidua.console.identity.IdentitySettings.Account;
import vn.thidua.console.identity.Role;

/**
 * What the tokens say: who, through which client, in which role and for which unit, and what may be done with them.
 * Scopes are at most what the role may have.
 */
final class Claims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private static final List<String> AUDIENCE = List.of("thidua");

    private final Accounts accounts;
    private final IdentitySettings settings;

    Claims(Accounts accounts, IdentitySettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        var name =
                Objects.requireNonNull(context.<Authentication>getPrincipal()).getName();
        if (!AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            // Whoever has been taken off the list since logging in gets nothing any more.
            var person = accounts.person(name)
                    .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
            of(person, context);
        } else if (name.equals(IdentitySettings.CONSOLE)) {
            context.getClaims().claim("thidua_role", Role.PUBLIC.name());
            access(Role.PUBLIC, context);
        } else {
            var system = accounts.system(name)
                    .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
            of(system, context);
        }
    }

    private void of(Account account, JwtEncodingContext context) {
        var claims = context.getClaims().claim("thidua_role", account.role().name());
        if (account.unit() != null) {
            claims.claim("thidua_unit", account.unit());
        }
        if (context.getTokenType().equals(OAuth2TokenType.ACCESS_TOKEN)) {
            access(account.role(), context);
        } else {
            claims.claim("name", account.name());
        }
    }

    private void access(Role role, JwtEncodingContext context) {
        Set<String> scopes = new TreeSet<>(context.getAuthorizedScopes());
        scopes.retainAll(settings.scopes(role));
        context.getClaims()
                .audience(AUDIENCE)
                .claim("client_id", context.getRegisteredClient().getClientId())
                .claim("scope", String.join(" ", scopes));
    }
}
