package vn.thidua.messaging;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way from one aggregate's log to the brokers: one entry at a time, so that a later entry never
 * overtakes one that failed; aggregates fly side by side. Thread-safe.
 */
final class Flight {

    private final Instant since;
    private final Deque<LogEntry> waiting = new ArrayDeque<>();
    private long taken;
    private long acknowledged;
    private long moved;
    private int failures;
    private boolean sending;
    private boolean landing;
    private boolean late;

    Flight(Instant since) {
        this.since = since;
    }

    Instant since() {
        return since;
    }

    /** Takes what it does not know yet; a late flight takes nothing, since it reads the whole log again. */
    synchronized void add(List<LogEntry> entries) {
        if (late) {
            return;
        }
        for (var entry : entries) {
            if (entry.seq() > taken) {
                taken = entry.seq();
                waiting.add(entry);
            }
        }
    }

    /** @return whether the aggregate is to be queued for sending */
    synchronized boolean departs() {
        var queue = !sending && !waiting.isEmpty();
        sending |= queue;
        return queue;
    }

    synchronized @Nullable LogEntry next() {
        return waiting.poll();
    }

    synchronized Next acknowledged(long seq) {
        acknowledged = Math.max(acknowledged, seq);
        failures = 0;
        sending = !waiting.isEmpty();
        var next = new Next(sending, !landing);
        landing = true;
        return next;
    }

    /** @return how often in a row it has failed */
    synchronized int failed() {
        waiting.clear();
        sending = false;
        late = true;
        return ++failures;
    }

    /** The log is read again: what follows the last acknowledged entry is sent anew. */
    synchronized void resume() {
        late = false;
        taken = acknowledged;
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    /** @return whether more was acknowledged meanwhile, so that the watermark is to be queued again */
    synchronized boolean moved(long through) {
        moved = through;
        landing = acknowledged > moved;
        return landing;
    }

    synchronized boolean isOver() {
        return !sending && !landing && !late && waiting.isEmpty();
    }

    /** Whether waiting a moment brings it further: neither over nor put off. */
    synchronized boolean isMoving() {
        return sending || landing;
    }

    /**
     * What an acknowledgement leads to.
     *
     * @param send whether the aggregate is to be queued for sending its next entry
     * @param land whether it is to be queued for moving its watermark
     */
    record Next(boolean send, boolean land) {}
}
