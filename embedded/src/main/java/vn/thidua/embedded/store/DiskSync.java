package vn.thidua.embedded.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces what has been written to the disk every two seconds, without anybody waiting for it.
 *
 * <p>This bounds what a power failure takes: the last few seconds. Space is given to new data only after longer than
 * that, so the state before those seconds is still whole.
 */
final class DiskSync implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DiskSync.class);

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(2);

    private final MVStore file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closed = lock.newCondition();
    private final Thread thread = new Thread(this::run, "store-sync");
    private boolean closing;

    DiskSync(MVStore file) {
        this.file = file;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long synced = file.getCurrentVersion();
        try {
            while (pause()) {
                long version = file.getCurrentVersion();
                if (version != synced) {
                    file.sync();
                    synced = version;
                }
            }
        } catch (RuntimeException e) {
            log.warn("The store's file could not be forced to the disk; a power failure may now cost more.", e);
        }
    }

    /** False as soon as there is nothing more to do. */
    private boolean pause() {
        lock.lock();
        try {
            long left = INTERVAL;
            while (left > 0 && !closing) {
                left = closed.awaitNanos(left);
            }
            return !closing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Stops; an interrupt of the caller cannot reach the file, which would close it. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            closed.signalAll();
        } finally {
            lock.unlock();
        }
        Threads.awaitEnd(thread);
    }
}
