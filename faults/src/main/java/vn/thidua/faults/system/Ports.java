package vn.thidua.faults.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Free ports, below what the operating system hands out to clients: they stay free while a process is restarted. */
final class Ports {

    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 30_000;

    private int next = new Random().nextInt(LOWEST, HIGHEST);

    int free() {
        for (var attempt = 0; attempt < HIGHEST - LOWEST; attempt++) {
            next = next == HIGHEST ? LOWEST : next + 1;
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), next));
                return next;
            } catch (IOException taken) {
                continue;
            }
        }
        throw new UncheckedIOException(new IOException("no free port"));
    }
}
