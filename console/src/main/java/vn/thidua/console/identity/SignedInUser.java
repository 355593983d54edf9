package vn.thidua.console.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** A person, with the proof of it that came from the issuer; stays in the session, on the server. */
final class SignedInUser extends DefaultOidcUser {

    private static final long serialVersionUID = 1L;

    private final transient Person person;

    SignedInUser(Person person, OidcIdToken token) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + person.role())), token);
        this.person = person;
    }

    Person person() {
        return person;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** Nothing of the token. */
    @Override
    public String toString() {
        return person.toString();
    }
}
