package vn.thidua.scoring.proof;

import java.util.Collection;
import java.util.List;
import vn.thidua.events.ResultsFinalised;

/** The boards whose results are final, as the ranking service told. Thread-safe. */
public interface FinalBoards {

    /** Remembers that the results of a board are final, and a correction of them; again changes nothing. */
    void add(ResultsFinalised results);

    /** Whether all of these are. */
    boolean containsAll(Collection<String> boards);

    /** The corrections of a board's results, in their order. */
    List<ResultsFinalised> corrections(String board);
}
