package vn.thidua.ranking.standings.correction;

import java.util.List;

/** The stored corrections. What a method writes is durable when it returns. Thread-safe. */
public interface Corrections {

    /** All of a board, in the order of their numbers. */
    List<Correction> of(String board);

    /**
     * Stores a correction.
     *
     * @return {@code false} when it has changed since it was read, or its number is taken, and nothing was written: decide
     *     again
     */
    boolean store(Correction next);
}
