/**
 * What looks uneven in the sheets of a board, for head and City to read. Nothing here changes a mark, a total or a rank.
 */
@NullMarked
package vn.thidua.rules.advice;

import org.jspecify.annotations.NullMarked;
