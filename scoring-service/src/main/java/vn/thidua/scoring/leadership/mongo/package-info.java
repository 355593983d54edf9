/** Leadership terms in MongoDB. */
@NullMarked
package vn.thidua.scoring.leadership.mongo;

import org.jspecify.annotations.NullMarked;
