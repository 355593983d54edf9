package vn.thidua.faults.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** The published keys of the seasons' logs. */
public final class LogKeys {

    private final Web web;
    private final URI scoring;

    public LogKeys(Web web, URI scoring) {
        this.web = web;
        this.scoring = scoring;
    }

    /** {@code name+id+key}. */
    public String of(String origin) {
        try {
            return web.text(Web.CITY, scoring.resolve("/api/scoring/v1/proof/" + origin + "/key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
