package vn.thidua.standalone.store;

/** Waiting for this store's own threads. */
final class Threads {

    private Threads() {}

    /** Waits to the end; an interrupt meanwhile is kept for the caller. */
    static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
