package vn.thidua.console.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody is to the emulation, as tokens say in the claim {@code thidua_role}. */
public enum Role {
    /** A district: scores, and sees what concerns its clusters. */
    DISTRICT,
    /** The City committee: sees everything, decides. */
    CITY,
    /** Whoever keeps the system running: sees how it runs, and no content. */
    OPERATIONS,
    /** Anybody: finalised results. Nobody logs in with it; it is the console's own. */
    PUBLIC;

    /** The claim of a token; a role that is missing or unknown is none. */
    static Optional<Role> of(@Nullable String claim) {
        for (var role : values()) {
            if (role.name().equals(claim)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
