package vn.thidua.scoring.board;

import java.util.Collection;
import java.util.SortedMap;
import vn.thidua.events.ScoringClosed.CountedSheet;

/** The sheets that a board has; told by whoever keeps them. Thread-safe. */
public interface StandingSheets {

    /** Those of these sheets that there are, with their newest durable revision, ordered by sheet. */
    SortedMap<String, CountedSheet> among(Collection<String> sheets);
}
