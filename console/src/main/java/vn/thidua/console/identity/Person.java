package vn.thidua.console.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/**
 * Who is logged in.
 *
 * @param id the account
 * @param name what to call the account
 * @param role never {@link Role#PUBLIC}
 * @param unit the unit, for a {@link Role#DISTRICT} and for nobody else
 */
public record Person(
        String id, String name, Role role, @Nullable String unit) {

    /** Where this person's inbox is; operations has none. */
    public Optional<String> inbox() {
        return switch (role) {
            case DISTRICT -> Optional.ofNullable(unit);
            case CITY -> Optional.of("CITY");
            case OPERATIONS, PUBLIC -> Optional.empty();
        };
    }

    public boolean isUnit(String id) {
        return id.equals(unit);
    }

    /** Nobody, where the token names no role that people can have, or a district without its unit. */
    static Optional<Person> of(OidcIdToken token) {
        var id = token.getSubject();
        if (id == null) {
            return Optional.empty();
        }
        var unit = token.getClaimAsString("thidua_unit");
        return Role.of(token.getClaimAsString("thidua_role"))
                .filter(role -> switch (role) {
                    case DISTRICT -> unit != null && !unit.isBlank();
                    case CITY, OPERATIONS -> true;
                    case PUBLIC -> false;
                })
                .map(role -> new Person(id, name(token).orElse(id), role, role == Role.DISTRICT ? unit : null));
    }

    private static Optional<String> name(OidcIdToken token) {
        return Optional.ofNullable(token.getFullName())
                .or(() -> Optional.ofNullable(token.getPreferredUsername()))
                .filter(name -> !name.isBlank());
    }
}
