package vn.thidua.embedded.loopback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The loopback interface, where every embedded part listens and nothing else can reach it. */
public final class Loopback {

    /** The address as clients write it. A number, because "localhost" may resolve to IPv6 first. */
    public static final String HOST = "127.0.0.1";

    private Loopback() {}

    /** The loopback address with this port; port 0 lets the system choose. */
    public static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
    }

    /**
     * Returns the port itself when it can be listened on, or a free one when the port is 0.
     *
     * @param part who wants it, as it should appear in the message
     * @throws PortTakenException when somebody listens there already
     */
    public static int claim(String part, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(address(port));
            return socket.getLocalPort();
        } catch (IOException _) {
            throw new PortTakenException(part, port);
        }
    }

    /** A port nobody listens on at this moment. */
    public static int freePort() {
        try (var socket = new ServerSocket()) {
            socket.bind(address(0));
            return socket.getLocalPort();
        } catch (IOException exhausted) {
            throw new UncheckedIOException("No free port on " + HOST, exhausted);
        }
    }
}
