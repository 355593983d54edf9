package vn.thidua.embedded.store;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes to the file, many at a time, and tells who waits for them.
 *
 * <p>One thread commits as soon as anybody waits. A commit takes every change that was complete when it began, and never
 * half of one: a document and its index entries are in the file together or not at all. Changes that come meanwhile go
 * with the next commit.
 *
 * <p>Safe for use by any number of threads.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    private static final CompletableFuture<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

    /** Space of outdated pages is regained this often while there are changes, a little each time. */
    private static final long COMPACTION_INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private static final int COMPACT_BELOW_FILL_PERCENT = 50;
    private static final int COMPACTION_BYTES = 2 << 20;

    private final MVStore file;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Thread committer = new Thread(this::run, "store-commit");

    /** Changes hold it together, a commit alone. */
    private final ReentrantReadWriteLock cut = new ReentrantReadWriteLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();

    // All below guarded by lock.
    private final Map<String, Long> latestByDatabase = new HashMap<>();
    private long latest;
    private long durable;
    private long inCommit;
    private CompletableFuture<@Nullable Void> committing = DONE;
    private CompletableFuture<@Nullable Void> next = new CompletableFuture<>();
    private boolean isWanted;
    private boolean closing;

    GroupCommit(MVStore file) {
        this.file = file;
        committer.setDaemon(true);
        committer.start();
    }

    /** Runs something that may change documents or indexes, all of it inside one commit. */
    <T> T change(String database, Supplier<T> action) {
        cut.readLock().lock();
        try {
            return action.get();
        } finally {
            lock.lock();
            try {
                latest++;
                latestByDatabase.put(database, latest);
            } finally {
                lock.unlock();
            }
            cut.readLock().unlock();
        }
    }

    /**
     * Completes when every change made to the database so far is in the file; exceptionally when it never will be.
     *
     * <p>Also what a reader waits for, so that nobody acts on something a crash could still take back.
     */
    CompletableFuture<@Nullable Void> durable(String database) {
        lock.lock();
        try {
            long change = latestByDatabase.getOrDefault(database, 0L);
            if (change <= durable) {
                return DONE;
            }
            if (change <= inCommit) {
                return committing;
            }
            isWanted = true;
            wanted.signal();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Completes, with the reason, when the file could not be written: nothing is acknowledged from then on. */
    CompletableFuture<Throwable> failure() {
        return failure;
    }

    private void run() {
        long compacted = System.nanoTime();
        try {
            while (awaitWanted()) {
                commit();
                if (System.nanoTime() - compacted > COMPACTION_INTERVAL) {
                    file.compact(COMPACT_BELOW_FILL_PERCENT, COMPACTION_BYTES);
                    compacted = System.nanoTime();
                }
            }
            commit();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** False when there is nothing more to come. */
    private boolean awaitWanted() {
        lock.lock();
        try {
            while (!isWanted && !closing) {
                wanted.awaitUninterruptibly();
            }
            isWanted = false;
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    private void commit() {
        CompletableFuture<@Nullable Void> waiting;
        cut.writeLock().lock();
        try {
            lock.lock();
            try {
                inCommit = latest;
                waiting = next;
                committing = waiting;
                next = new CompletableFuture<>();
            } finally {
                lock.unlock();
            }
            file.commit();
        } finally {
            cut.writeLock().unlock();
        }
        lock.lock();
        try {
            durable = inCommit;
        } finally {
            lock.unlock();
        }
        waiting.complete(null);
    }

    private void fail(Throwable reason) {
        log.error("The store's file could not be written. Nothing is acknowledged any more.", reason);
        lock.lock();
        try {
            committing.completeExceptionally(reason);
            next.completeExceptionally(reason);
        } finally {
            lock.unlock();
        }
        failure.complete(reason);
    }

    /** Commits what is left and stops. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
        Threads.awaitEnd(committer);
    }
}
