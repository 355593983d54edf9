/** The quarantine in MongoDB. */
@NullMarked
package vn.thidua.scoring.quarantine.mongo;

import org.jspecify.annotations.NullMarked;
