package vn.thidua.scoring.appraisal;

import java.util.List;

/** What members said: every revision is kept. Durable when a method returns; thread-safe. */
public interface Statements {

    /** Everything that was said about this subject, the first first. */
    List<Statement> of(String subject);

    /**
     * Keeps a statement and publishes it.
     *
     * @param next its revision is one above that of the last about its subject
     * @return {@code false} when there is such a revision already, and nothing was written: decide again
     */
    boolean add(Statement next);
}
