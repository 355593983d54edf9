/** Clusters in MongoDB. */
@NullMarked
package vn.thidua.scoring.cluster.mongo;

import org.jspecify.annotations.NullMarked;
