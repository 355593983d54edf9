package vn.thidua.standalone.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for what the services will have done in a moment. */
record Patience(Clock clock) {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /**
     * What is seen at last.
     *
     * @param look nothing as long as it is not there
     * @throws IllegalStateException when it does not come
     */
    <T> T await(String what, Supplier<@Nullable T> look) {
        var deadline = clock.instant().plus(LONGEST);
        while (true) {
            var seen = look.get();
            if (seen != null) {
                return seen;
            }
            if (clock.instant().isAfter(deadline)) {
                throw new IllegalStateException("waited " + LONGEST.toSeconds() + " s for " + what);
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what, e);
            }
        }
    }
}
