package vn.thidua.embedded.store;

import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One way to reach every document a query may match, without looking at all documents.
 *
 * @param selectivity how much of the query it uses; of several ways the highest is taken
 * @param byId whether they come in the order of their ids
 * @param positions where the documents are, each once
 */
record AccessPath(int selectivity, boolean byId, Supplier<Stream<Key>> positions) {

    /** At most one document per alternative: nothing narrows a query further. */
    static final int EXACT = 1_000;

    /** As {@link #EXACT}, with several alternatives. */
    static final int SOME_EXACT = 900;
}
