package vn.thidua.faults.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Passes bytes on between clients and one server on the loopback interface. It can let them wait, hold them back without
 * ending a connection, or cut all connections and refuse new ones. Thread-safe.
 */
public class TcpProxy implements AutoCloseable {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();
    private static final int BUFFER = 64 << 10;

    private final int target;
    private final ServerSocket door;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean frozen;
    private volatile boolean refusing;
    private volatile Duration delay = Duration.ZERO;

    /** Listens from now on. */
    public TcpProxy(int port, int target) {
        this.target = target;
        try {
            door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        } catch (IOException e) {
            throw new UncheckedIOException("no proxy on port " + port, e);
        }
        Thread.ofPlatform().daemon().name("proxy-" + port).start(this::accept);
    }

    /** Every piece waits this long before it is passed on. */
    public void delay(Duration each) {
        delay = each;
    }

    /** Nothing is passed on until {@link #pass}; connections stay, and new ones are taken. */
    public void freeze() {
        frozen = true;
    }

    /** Ends all connections; new ones are welcome. */
    public void cut() {
        links.forEach(Link::close);
    }

    /** Ends all connections and takes no new ones until {@link #pass}. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** As if nothing had ever been wrong. */
    public void pass() {
        delay = Duration.ZERO;
        frozen = false;
        refusing = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                if (refusing) {
                    client.close();
                } else {
                    Thread.ofVirtual().start(() -> open(client));
                }
            } catch (IOException e) {
                if (!door.isClosed()) {
                    LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                }
            }
        }
    }

    private void open(Socket client) {
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            var link = new Link(client, server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            links.add(link);
            Thread.ofVirtual().start(() -> carry(link, client, server, true));
            Thread.ofVirtual().start(() -> carry(link, server, client, false));
        } catch (IOException e) {
            new Link(client, client).close();
        }
    }

    private void carry(Link link, Socket from, Socket to, boolean towardsServer) {
        try {
            carry(link, from.getInputStream(), to.getOutputStream(), towardsServer);
        } catch (IOException ended) {
            // One side is gone: so is the other.
        } finally {
            link.close();
            links.remove(link);
        }
    }

    /** Passes on what comes until the end. */
    protected void carry(Link link, InputStream from, OutputStream to, boolean towardsServer) throws IOException {
        var buffer = new byte[BUFFER];
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            awaitPass(link);
            to.write(buffer, 0, read);
        }
    }

    /** Returns once something may be passed on. */
    protected final void awaitPass(Link link) throws IOException {
        if (!delay.isZero()) {
            LockSupport.parkNanos(delay.toNanos());
        }
        while (frozen) {
            if (link.isClosed()) {
                throw new IOException("cut");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            // It is not used any more.
        }
        frozen = false;
        cut();
    }

    /** The two connections of one client. */
    protected static final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean replyUnwanted;

        private Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        boolean isClosed() {
            return client.isClosed();
        }

        void endInsteadOfReply() {
            replyUnwanted = true;
        }

        boolean isReplyUnwanted() {
            return replyUnwanted;
        }

        void close() {
            try (client;
                    server) {
                // Both, whatever happens to the first.
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }
}
