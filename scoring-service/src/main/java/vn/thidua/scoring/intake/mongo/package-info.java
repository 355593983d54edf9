/** Refused intake records in MongoDB. */
@NullMarked
package vn.thidua.scoring.intake.mongo;

import org.jspecify.annotations.NullMarked;
