package vn.thidua.console.service;

import org.jspecify.annotations.Nullable;

/** A service did not answer, or not with anything that makes sense: the page cannot be made now. */
public final class ServiceSilent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Service service;

    public ServiceSilent(Service service, String reason, @Nullable Throwable cause) {
        super("%s: %s".formatted(service, reason), cause);
        this.service = service;
    }

    public Service service() {
        return service;
    }
}
