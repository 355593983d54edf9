package vn.thidua.console.relay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The answers being relayed. Some never end by themselves (a live feed): they are closed when the console stops, before
 * the web server waits for its requests.
 */
@Component
class OpenStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OpenStreams.class);

    private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    void opened(InputStream stream) throws IOException {
        open.add(stream);
        if (!running) {
            closed(stream);
        }
    }

    void closed(InputStream stream) throws IOException {
        open.remove(stream);
        stream.close();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        for (var stream : open) {
            try {
                closed(stream);
            } catch (IOException alreadyGone) {
                log.debug("A stream was closed already", alreadyGone);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
