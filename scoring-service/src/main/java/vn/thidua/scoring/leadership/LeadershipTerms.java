package vn.thidua.scoring.leadership;

/** The terms of each cluster. Durable when a method returns; thread-safe. */
public interface LeadershipTerms {

    /** The cluster's terms; {@link Terms#none} when none are stored. */
    Terms of(String cluster);

    /**
     * Stores a cluster's terms.
     *
     * @return {@code false} when they have changed since, and nothing was written: decide again
     */
    boolean store(Terms before, Terms after);
}
