package vn.thidua.ranking.standings.rebuild;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.thidua.ranking.standings.Boards;

/** The stored rebuilds and the generations that they build. Thread-safe. */
public interface Rebuilds {

    /**
     * Keeps a rebuild that begins, unless another one is running on any instance: one whose process was heard of since
     * {@code silentSince}.
     *
     * @return whether it may run
     */
    boolean begin(Rebuild rebuild, Instant silentSince);

    /** Keeps how far it has come; when it has ended, another one may begin. */
    void save(Rebuild rebuild);

    Optional<Rebuild> find(String id);

    /** The latest first. */
    List<Rebuild> latest(int limit);

    /** The boards that a rebuild counts into, beside those that are read: empty at first. */
    Boards generation(String rebuild);

    /** Takes away all generations but this one, which a process that ended may have left behind. */
    void dropAllBut(String rebuild);

    /** Takes a generation away. */
    void drop(String rebuild);
}
