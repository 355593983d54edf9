package vn.thidua.messaging.access;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Why brokers refused, in words for who has to do something about it. */
final class Reason {

    private Reason() {}

    static String of(ExecutionException failure) {
        return switch (failure.getCause()) {
            // The brokers' own message is the whole request.
            case AuthorizationException e -> "whoever logged in may not describe and alter the cluster";
            case null -> failure.toString();
            case Throwable e -> e.toString();
        };
    }
}
