package vn.thidua.console.identity;

import org.jspecify.annotations.Nullable;

/** The authorization server does not answer, or not with anything that makes sense: nobody can be vouched for now. */
public final class IssuerSilent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IssuerSilent(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
