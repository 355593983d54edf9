/**
 * The embedded document store: MongoDB's protocol and query language by mongo-java-server, kept in one H2 {@code MVStore}
 * file by a storage engine of our own, so that an acknowledged write survives {@code kill -9} and lookups stay flat as
 * collections grow.
 */
@NullMarked
package vn.thidua.embedded.store;

import org.jspecify.annotations.NullMarked;
