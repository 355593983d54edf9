package vn.thidua.messaging.problem;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries a {@link Refusal} out of a web handler. */
public final class RefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final @Nullable Duration retryAfter;

    public RefusalException(Refusal refusal) {
        this(refusal, null);
    }

    /** @param retryAfter when the same may be asked again, in whole seconds; nothing when that does not help */
    public RefusalException(Refusal refusal, @Nullable Duration retryAfter) {
        super(refusal.slug() + ": " + refusal.detail().en(), null, false, false);
        this.refusal = refusal;
        this.retryAfter = retryAfter;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
