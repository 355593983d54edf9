/** Logs, salts and the signing key in MongoDB. */
@NullMarked
package vn.thidua.scoring.proof.mongo;

import org.jspecify.annotations.NullMarked;
