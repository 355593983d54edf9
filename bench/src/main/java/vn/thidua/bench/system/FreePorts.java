package vn.thidua.bench.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.stream.IntStream;
import vn.thidua.bench.run.BenchFailed;

/**
 * Ports that nobody listens on.
 *
 * @param console the services take the next three
 */
record FreePorts(int console, int kafka, int store) {

    /** Below what operating systems hand out to clients, so that they stay free while the system is restarted. */
    private static final int LOWEST = 12_000;

    private static final int HIGHEST = 30_000;
    private static final int IN_A_ROW = 6;
    private static final int ATTEMPTS = 200;

    static FreePorts find(Random random) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var first = random.nextInt(LOWEST, HIGHEST);
            if (IntStream.range(first, first + IN_A_ROW).allMatch(FreePorts::isFree)) {
                return new FreePorts(first, first + 4, first + 5);
            }
        }
        throw new BenchFailed("no six free ports in a row between " + LOWEST + " and " + HIGHEST);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
