/** Boards over HTTP. */
@NullMarked
package vn.thidua.scoring.board.web;

import org.jspecify.annotations.NullMarked;
