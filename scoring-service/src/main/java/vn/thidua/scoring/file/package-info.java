/** Tệp phiếu chấm: a unit's sheets of one board as rows of a spreadsheet, and back. */
@NullMarked
package vn.thidua.scoring.file;

import org.jspecify.annotations.NullMarked;
