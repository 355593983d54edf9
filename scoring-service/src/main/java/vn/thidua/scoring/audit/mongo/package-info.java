/** Audit entries in MongoDB. */
@NullMarked
package vn.thidua.scoring.audit.mongo;

import org.jspecify.annotations.NullMarked;
