/** Score sheets in MongoDB. */
@NullMarked
package vn.thidua.scoring.sheet.mongo;

import org.jspecify.annotations.NullMarked;
