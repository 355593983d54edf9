/** Evidence in MongoDB. */
@NullMarked
package vn.thidua.scoring.evidence.mongo;

import org.jspecify.annotations.NullMarked;
