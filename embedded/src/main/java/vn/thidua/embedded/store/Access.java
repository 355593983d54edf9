package vn.thidua.embedded.store;

import org.jspecify.annotations.Nullable;

/** What an index of this store can do for a query. */
interface Access {

    /** How this index would answer the query, or null when it cannot help. */
    @Nullable
    AccessPath path(Conditions conditions);
}
