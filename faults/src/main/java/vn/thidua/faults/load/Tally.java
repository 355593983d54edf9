package vn.thidua.faults.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the clients count while they go on. Thread-safe. */
public final class Tally {

    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong revisions = new AtomicLong();
    final AtomicLong repeats = new AtomicLong();
    final AtomicLong unknown = new AtomicLong();
    final AtomicLong missed = new AtomicLong();
    final AtomicInteger underWay = new AtomicInteger();
    final AtomicLong lastHttp = new AtomicLong();
    final AtomicLong lastIntake = new AtomicLong();
    private final Map<String, AtomicLong> refusals = new ConcurrentHashMap<>();

    void refused(String what) {
        refusals.computeIfAbsent(what, reason -> new AtomicLong()).incrementAndGet();
    }

    /** How many submissions were acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** How many of them were corrections. */
    public long revisions() {
        return revisions.get();
    }

    /** How many requests were sent again with the same key, without need. */
    public long repeats() {
        return repeats.get();
    }

    /** How many requests had no answer that said whether they were done. */
    public long unknown() {
        return unknown.get();
    }

    /** How many submissions were due and not sent, because too many waited for their answers. */
    public long missed() {
        return missed.get();
    }

    /** How many submissions wait for their answers. */
    public int underWay() {
        return underWay.get();
    }

    /** When the last acknowledgement came, over HTTP and over Kafka, as {@code System.nanoTime()}: the older of both. */
    public long lastAcknowledgement() {
        return Math.min(lastHttp.get(), lastIntake.get());
    }

    /** How often the clients were refused, by what was said. */
    public Map<String, Long> refusals() {
        var counted = new TreeMap<String, Long>();
        refusals.forEach((what, times) -> counted.put(what, times.get()));
        return counted;
    }
}
