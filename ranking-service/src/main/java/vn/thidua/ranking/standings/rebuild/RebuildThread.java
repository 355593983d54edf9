package vn.thidua.ranking.standings.rebuild;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The one thread that rebuilds of this process run on. Closing it waits until the present one has put its work down. */
public final class RebuildThread implements Executor, AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("rebuild").factory());

    @Override
    public void execute(Runnable rebuild) {
        thread.execute(rebuild);
    }

    /** Whether the process is about to end. */
    public boolean isStopping() {
        return thread.isShutdown();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
