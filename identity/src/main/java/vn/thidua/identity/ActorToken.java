package vn.thidua.identity;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/** A checked access token, as the actor that it names. */
final class ActorToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private static final Pattern UNIT = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,31}");
    private static final JwtGrantedAuthoritiesConverter SCOPES = new JwtGrantedAuthoritiesConverter();

    private final transient Actor actor;
    private final transient Expiry expiry;

    private ActorToken(Actor actor, Expiry expiry, Collection<? extends GrantedAuthority> scopes) {
        super(scopes);
        this.actor = actor;
        this.expiry = expiry;
        setAuthenticated(true);
    }

    /**
     * @throws InvalidBearerTokenException when its claims name nobody: nothing that is missing is made up
     */
    static ActorToken of(Jwt token) {
        return new ActorToken(actor(token), expiry(token), SCOPES.convert(token));
    }

    private static Actor actor(Jwt token) {
        var subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            throw new InvalidBearerTokenException("the token has no subject");
        }
        var role = role(text(token, "thidua_role"));
        var unit = text(token, "thidua_unit");
        if ((role == Role.DISTRICT) != (unit != null)
                || (unit != null && !UNIT.matcher(unit).matches())) {
            throw new InvalidBearerTokenException("the token's unit does not fit its role");
        }
        return new Actor(subject, role, unit, subject.equals(text(token, "client_id")));
    }

    private static Expiry expiry(Jwt token) {
        var end = token.getExpiresAt();
        if (end == null) {
            throw new InvalidBearerTokenException("the token has no end");
        }
        return new Expiry(end.plus(AccessTokens.CLOCKS_DIFFER));
    }

    private static Role role(@Nullable String claim) {
        for (var role : Role.values()) {
            if (role.name().equals(claim)) {
                return role;
            }
        }
        throw new InvalidBearerTokenException("the token has no role that is known here");
    }

    private static @Nullable String text(Jwt token, String claim) {
        return token.getClaim(claim) instanceof String text ? text : null;
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    Expiry expiry() {
        return expiry;
    }

    @Override
    public String getName() {
        return actor.id();
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
