package vn.thidua.bench.run;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does the same for many things, a few at a time. */
public final class Parallel {

    private Parallel() {}

    /**
     * Returns when all are done.
     *
     * @throws BenchFailed or what else the action threw, the first of them
     */
    public static <T> void each(int atATime, Collection<T> things, Consumer<T> action) throws InterruptedException {
        List<Callable<Void>> tasks = things.stream()
                .<Callable<Void>>map(thing -> () -> {
                    action.accept(thing);
                    return null;
                })
                .toList();
        try (var threads =
                Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory())) {
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new BenchFailed("failed: " + e.getCause(), e);
        }
    }
}
