/** A board on the wall: standings, chart, leadership, and one unit's marks by criterion. */
@NullMarked
package vn.thidua.console.board;

import org.jspecify.annotations.NullMarked;
