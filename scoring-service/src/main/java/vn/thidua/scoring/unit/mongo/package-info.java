/** Units in MongoDB. */
@NullMarked
package vn.thidua.scoring.unit.mongo;

import org.jspecify.annotations.NullMarked;
