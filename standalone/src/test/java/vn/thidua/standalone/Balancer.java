package vn.thidua.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** One address in front of several instances: each connection goes to the next. It may also cut all connections. */
final class Balancer implements AutoCloseable {

    private final ServerSocket entrance;
    private final List<InetSocketAddress> instances = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();

    Balancer() {
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("balancer").start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    URI address() {
        return URI.create("http://localhost:" + port());
    }

    void add(InetSocketAddress instance) {
        instances.add(instance);
    }

    /** New connections go elsewhere from here on. */
    void remove(InetSocketAddress instance) {
        instances.remove(instance);
    }

    /** Cuts every connection, whatever is on its way. */
    void cut() {
        open.forEach(Balancer::closeQuietly);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        var server = new Socket();
        open.add(client);
        open.add(server);
        try (client;
                server) {
            var all = List.copyOf(instances);
            server.connect(all.get(Math.floorMod(next.getAndIncrement(), all.size())), 2_000);
            var back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (IOException | IndexOutOfBoundsException | ArithmeticException nobody) {
            // The client sees its connection end, as it would without a balancer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            open.remove(server);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException cut) {
            // Either end is gone: so is the other.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}
