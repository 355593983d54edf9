/** Boards in MongoDB. */
@NullMarked
package vn.thidua.scoring.board.mongo;

import org.jspecify.annotations.NullMarked;
