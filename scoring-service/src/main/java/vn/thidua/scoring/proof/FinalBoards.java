package vn.thidua.scoring.proof;

import java.util.Collection;

/** The boards whose results are final, as the ranking service told. Thread-safe. */
public interface FinalBoards {

    /** Remembers that the results of this board are final; again changes nothing. */
    void add(String board);

    /** Whether all of these are. */
    boolean containsAll(Collection<String> boards);
}
