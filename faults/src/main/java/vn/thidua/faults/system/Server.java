package vn.thidua.faults.system;

/** A part of the system that can be ended in any way, held, and started again: a process or a container. */
public interface Server {

    /** Starts it, or starts it again; returns before it answers. */
    void start();

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    void kill() throws InterruptedException;

    /** Asks it to stop, waits until it has; by force when that takes longer than half a minute. */
    void stop() throws InterruptedException;

    /** Holds it as it is: it answers nothing, and knows nothing of the time that passes. */
    void hold();

    /** Lets it go on. */
    void goOn();

    /** Ends it for good, and what was only made for it. */
    void remove() throws InterruptedException;
}
