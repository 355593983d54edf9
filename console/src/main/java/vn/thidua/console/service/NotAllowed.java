package vn.thidua.console.service;

/** A service knows who asks, and refuses. */
public final class NotAllowed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;

    NotAllowed(Service service, String type) {
        super("%s: %s".formatted(service, type));
        this.type = type;
    }

    /** Whether the service gives this reason, for example {@code standings-sealed}. */
    public boolean because(String slug) {
        return type.equals("urn:thidua:problem:" + slug);
    }
}
