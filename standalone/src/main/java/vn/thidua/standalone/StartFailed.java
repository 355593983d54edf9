package vn.thidua.standalone;

import org.springframework.boot.web.server.PortInUseException;

/** Thi Đua could not start; the message says why and what to do, for the person at the terminal. */
public final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailed(String message) {
        super(message);
    }

    private StartFailed(String message, Throwable cause) {
        super(message, cause);
    }

    static StartFailed because(Throwable failure) {
        if (failure instanceof StartFailed known) {
            return known;
        }
        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            if (root instanceof PortInUseException) {
                break;
            }
            root = root.getCause();
        }
        if (root instanceof PortInUseException taken) {
            return new StartFailed(
                    "port " + taken.getPort() + " is taken: stop what uses it, or choose others with --port", failure);
        }
        return new StartFailed(String.valueOf(root.getMessage()), failure);
    }
}
