package vn.thidua.ranking.proceedings;

import vn.thidua.identity.Authority;

/** The stored proceedings, one of each board. Thread-safe; any number of instances may work on the same ones. */
public interface AllProceedings {

    /** The proceedings of a board as they are stored, or {@link Proceedings#none}. */
    Proceedings find(String board);

    /**
     * Writes what was decided if the proceedings are still at the version that it was decided from. It is not told yet:
     * {@link #publish} does that.
     *
     * @param by on whose authority, which is told with the fact
     * @return {@code false} when another writer was faster: read and decide again
     */
    boolean write(Proceedings next, Authority by);

    /** Tells what is durable. What is never told, because of a crash, is found and told later. */
    void publish(String board);
}
