package vn.thidua.console.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Which token goes to the services with a request: that of the person who is logged in, else the console's own, which
 * may see what everybody may.
 */
@Component
public final class Tokens {

    private final PersonsTokens persons;
    private final NobodysToken nobodys;

    Tokens(PersonsTokens persons, NobodysToken nobodys) {
        this.persons = persons;
        this.nobodys = nobodys;
    }

    /**
     * For the request that this thread answers.
     *
     * @throws LoginNeeded when whoever was logged in is so no longer
     * @throws IssuerSilent when there is none and none can be had
     */
    public String current() {
        var request = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        return persons.of(request).orElseGet(nobodys::value);
    }

    /** Of the person who is logged in, and of nobody else. */
    public Optional<String> ofPerson(HttpServletRequest request) {
        try {
            return persons.of(request);
        } catch (LoginNeeded | IssuerSilent nobody) {
            return Optional.empty();
        }
    }

    /** A service has not accepted the token: the console's own is not used again. */
    public void refused() {
        if (SignedIn.user().isEmpty()) {
            nobodys.forget();
        }
    }
}
