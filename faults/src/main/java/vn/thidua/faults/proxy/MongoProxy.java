package vn.thidua.faults.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that knows where a message of MongoDB's wire protocol ends and which command it carries, so that it can fail
 * exactly one write: before the server sees it, or after the server has done it and before the client hears of it.
 */
public final class MongoProxy extends TcpProxy {

    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");
    private static final int HEADER = 16;
    private static final int OP_MSG = 2013;

    /** Flags, the kind of the first section, the document's length, and the type of its first element. */
    private static final int FIRST_NAME = HEADER + 4 + 1 + 4 + 1;

    private static final int LARGEST = 64 << 20;

    private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();

    /** Listens from now on. */
    public MongoProxy(int port, int target) {
        super(port, target);
    }

    /** What is done to the one message that is caught. */
    public enum Catch {
        /** The server never sees it, and the connection ends. */
        CUT_BEFORE,
        /** The server does it, and the connection ends instead of the reply. */
        CUT_AFTER,
        /** The server does not see it until {@link Trap#release}. */
        HOLD
    }

    /** Sets a trap for the next write on this collection that contains this text; only one is set at a time. */
    public Trap trap(Catch what, String collection, String containing) {
        var set = new Trap(what, message -> isWrite(message, collection) && contains(message, containing));
        trap.set(set);
        return set;
    }

    @Override
    public void pass() {
        var set = trap.getAndSet(null);
        if (set != null) {
            set.release();
        }
        super.pass();
    }

    @Override
    protected void carry(Link link, InputStream from, OutputStream to, boolean towardsServer) throws IOException {
        while (true) {
            var message = message(from);
            awaitPass(link);
            if (towardsServer) {
                spring(link, message);
            } else if (link.isReplyUnwanted()) {
                return;
            }
            to.write(message);
        }
    }

    private void spring(Link link, byte[] message) throws IOException {
        var set = trap.get();
        if (set == null || !set.which.test(message) || !trap.compareAndSet(set, null)) {
            return;
        }
        set.caught.complete(null);
        switch (set.what) {
            case CUT_BEFORE -> throw new IOException("cut before forwarding");
            case CUT_AFTER -> link.endInsteadOfReply();
            case HOLD -> set.awaitRelease();
        }
    }

    private static byte[] message(InputStream from) throws IOException {
        var length = from.readNBytes(4);
        if (length.length < 4) {
            throw new EOFException();
        }
        var size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (size < HEADER || size > LARGEST) {
            throw new IOException("no message of MongoDB's protocol: " + size + " bytes");
        }
        var message = new byte[size];
        System.arraycopy(length, 0, message, 0, 4);
        if (from.readNBytes(message, 4, size - 4) < size - 4) {
            throw new EOFException();
        }
        return message;
    }

    private static boolean isWrite(byte[] message, String collection) {
        if (message.length < FIRST_NAME
                || ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getInt(12) != OP_MSG) {
            return false;
        }
        var start = new String(message, FIRST_NAME, Math.min(100, message.length - FIRST_NAME), ISO_8859_1);
        var end = start.indexOf('\0');
        return end > 0
                && WRITES.contains(start.substring(0, end))
                // The name's end, the length of the text, the text and its end.
                && start.startsWith(collection + "\0", end + 1 + 4);
    }

    private static boolean contains(byte[] message, String text) {
        return new String(message, ISO_8859_1).contains(text);
    }

    /** One write that will fail, once it comes. */
    public static final class Trap {

        private final Catch what;
        private final Predicate<byte[]> which;
        private final CompletableFuture<@Nullable Void> caught = new CompletableFuture<>();
        private final CompletableFuture<@Nullable Void> released = new CompletableFuture<>();

        private Trap(Catch what, Predicate<byte[]> which) {
            this.what = what;
            this.which = which;
        }

        /** Completes when the write has come. */
        public CompletableFuture<@Nullable Void> caught() {
            return caught;
        }

        /** Lets go what is held. */
        public void release() {
            released.complete(null);
        }

        private void awaitRelease() throws IOException {
            try {
                released.join();
            } catch (CompletionException e) {
                throw new IOException(e);
            }
        }
    }
}
