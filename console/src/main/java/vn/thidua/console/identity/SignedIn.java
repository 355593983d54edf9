package vn.thidua.console.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who asks for the page being made; {@code @signedIn} in templates. */
@Component
public final class SignedIn {

    SignedIn() {}

    /** Nobody, when nobody has logged in. */
    public Optional<Person> somebody() {
        return user().map(SignedInUser::person);
    }

    /** For templates. */
    public @Nullable Person person() {
        return somebody().orElse(null);
    }

    /** Whether somebody in this role is logged in. */
    public boolean is(Role role) {
        return somebody().filter(person -> person.role() == role).isPresent();
    }

    static Optional<SignedInUser> user() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser user
                ? Optional.of(user)
                : Optional.empty();
    }
}
