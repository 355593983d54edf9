/** Generated boards: who scores whom, with which marks, and what the standings must then be. */
@NullMarked
package vn.thidua.bench.board;

import org.jspecify.annotations.NullMarked;
