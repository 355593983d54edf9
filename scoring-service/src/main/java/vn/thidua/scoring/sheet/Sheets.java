package vn.thidua.scoring.sheet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.scoring.board.SheetId;

/** The sheets. What a method writes is durable when it returns; thread-safe. */
public interface Sheets {

    /** The sheet with this id. */
    Optional<Sheet> find(SheetId id);

    /** Those of these sheets that there are. */
    Map<SheetId, Sheet> findAll(Collection<SheetId> ids);

    /**
     * Stores a sheet and the events of its new revisions, in one write. Nothing is published: that is only right once
     * it is settled that the revision counts.
     *
     * @param before the sheet that the decision was made on; {@code null} when there was none
     * @return {@code false} when the sheet has changed since, and nothing was written: decide again
     */
    boolean store(@Nullable Sheet before, Sheet after);

    /**
     * Stores many sheets, each as {@link #store} does, in few round trips.
     *
     * @return the sheets that are certainly stored; about the others nothing is known, decide again
     */
    Collection<SheetId> storeAll(List<Change> changes);

    /** Publishes the revisions of a sheet that it says are unpublished; returns at once. */
    void publish(Sheet settled);

    /**
     * Takes back every revision above this one, and its event; with 0 the whole sheet. Only for revisions that were
     * neither acknowledged nor published.
     *
     * @return {@code false} when the sheet has changed since, and nothing was written
     */
    boolean rollBack(Sheet sheet, long revision);

    /** A sheet before and after. */
    record Change(@Nullable Sheet before, Sheet after) {}
}
