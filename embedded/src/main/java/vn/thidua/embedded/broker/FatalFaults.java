package vn.thidua.embedded.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Kafka from ending this process.
 *
 * <p>On a fault it cannot live with (a full or unreadable disk, say) Kafka halts the JVM it runs in, and the other parts
 * with it, in the middle of whatever they do. Here the fault is told instead, and whoever started the parts can stop them
 * in order. Kafka has one such switch for the whole JVM, so a fault is told to every broker in it.
 */
final class FatalFaults {

    private static final Logger log = LoggerFactory.getLogger(FatalFaults.class);

    private static final Set<Consumer<Throwable>> LISTENERS = ConcurrentHashMap.newKeySet();

    static {
        Exit.setExitProcedure(FatalFaults::wouldHaveEnded);
        Exit.setHaltProcedure(FatalFaults::wouldHaveEnded);
        // Kafka's own hooks would run beside an orderly shutdown, and only close what that closes anyway.
        Exit.setShutdownHookAdder((_, _) -> {});
    }

    private FatalFaults() {}

    /** Tells this listener, from whatever thread hit the fault, when Kafka would have ended the process. */
    static void tell(Consumer<Throwable> listener) {
        LISTENERS.add(listener);
    }

    static void tellNoMore(Consumer<Throwable> listener) {
        LISTENERS.remove(listener);
    }

    private static void wouldHaveEnded(int status, String message) {
        var fault = new IllegalStateException(
                "The embedded broker hit a fault it cannot recover from (status %d%s). The log says which."
                        .formatted(status, message == null ? "" : ": " + message));
        log.error("{}", fault.getMessage());
        LISTENERS.forEach(listener -> listener.accept(fault));
    }
}
