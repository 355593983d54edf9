package vn.thidua.embedded.loopback;

/**
 * A part could not start because another process listens on the port chosen for it.
 *
 * <p>The message names the part and the port and says what to do, so it can be shown to a person as it is.
 */
public final class PortTakenException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int port;

    public PortTakenException(String part, int port) {
        super(
                "Port %d, chosen for the %s, is already in use on this machine. Stop what listens there or choose another port."
                        .formatted(port, part));
        this.port = port;
    }

    /** The port that was asked for. */
    public int port() {
        return port;
    }
}
