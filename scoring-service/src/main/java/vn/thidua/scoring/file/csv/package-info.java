/** Grids in comma- or semicolon-separated files. */
@NullMarked
package vn.thidua.scoring.file.csv;

import org.jspecify.annotations.NullMarked;
