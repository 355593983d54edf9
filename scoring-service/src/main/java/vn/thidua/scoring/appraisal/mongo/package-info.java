/** Statements in MongoDB. */
@NullMarked
package vn.thidua.scoring.appraisal.mongo;

import org.jspecify.annotations.NullMarked;
