/** Score tables in MongoDB. */
@NullMarked
package vn.thidua.scoring.scoretable.mongo;

import org.jspecify.annotations.NullMarked;
