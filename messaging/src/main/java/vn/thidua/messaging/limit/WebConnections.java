package vn.thidua.messaging.limit;

import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Has the web server take no more connections at the same time than there is memory for: each has buffers as soon as it
 * has said something, and need not say who it is for that. Others wait until one ends.
 */
public final class WebConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Nearly all of it the web server's buffers. */
    private static final int BYTES = 80_000;

    private static final double SHARE = 0.4;

    /**
     * How many connections take so much of the memory.
     *
     * @param share from 0 to 1
     */
    public static int within(double share) {
        return (int) (Runtime.getRuntime().maxMemory() * share / BYTES);
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
                protocol.setMaxConnections(within(SHARE));
            }
        });
    }
}
