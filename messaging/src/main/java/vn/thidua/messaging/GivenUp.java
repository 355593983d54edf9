package vn.thidua.messaging;

import org.jspecify.annotations.Nullable;

/**
 * Keeps, besides its dead letter, a record that could be read and not be applied, where somebody can deal with it. A
 * service that has one as a bean is asked before the letter is stored; what cannot be read it hears of from its
 * {@link Batch}.
 */
@FunctionalInterface
public interface GivenUp {

    /** Durable when this returns. When it throws, the record is delivered again, and may come here again. */
    void keep(Unapplied record);

    /**
     * A record that failed each time.
     *
     * @param source the event's {@code source}, if it has one
     * @param id the event's {@code id}, if it has one
     * @param value not copied, so not to be changed; empty when there is none
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Unapplied(
            String topic, @Nullable String source, @Nullable String id, byte[] value) {}
}
