package vn.thidua.embedded.store;

/** What interrupts must not do here: an interrupted thread closes the file it reads or writes. */
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

    /** Runs something without the caller's pending interrupt, which is kept for later. */
    static void uninterrupted(Runnable action) {
        boolean interrupted = Thread.interrupted();
        try {
            action.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
