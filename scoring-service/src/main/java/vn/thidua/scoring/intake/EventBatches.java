package vn.thidua.scoring.intake;

import java.util.List;
import java.util.Optional;

/** The batches that are worked off later. What a method writes is durable when it returns; thread-safe. */
public interface EventBatches {

    /** Keeps the events of one part, before its batch is there. */
    void keepPart(String batch, int part, List<byte[]> events);

    /** Keeps the batch whose parts were kept: from now on it is there. */
    void add(EventBatch batch);

    /** The batch with this id. */
    Optional<EventBatch> find(String id);

    /** The batches that are not done. */
    List<String> unfinished();

    /** The events of one part; none any more once the batch is done. */
    List<byte[]> part(String batch, int part);

    /** The results of one part; empty while it has none. */
    List<EventResult> results(String batch, int part);

    /**
     * Keeps the results of one part, unless it has some.
     *
     * @return those that are kept
     */
    List<EventResult> keepResults(String batch, int part, List<EventResult> results);

    /**
     * Stores how far a batch has come; one that is done does without its events.
     *
     * @return {@code false} when it has changed since, and nothing was written
     */
    boolean store(EventBatch before, EventBatch after);
}
