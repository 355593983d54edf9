/**
 * Grids in Excel workbooks. Written with a library, read with a reader of its own: what comes in is hostile until it is
 * shown to be harmless, and the readers at hand either take the cached value of some formula cells for text, grow with
 * what a cell's address claims, or bring the whole of Office Open XML along.
 */
@NullMarked
package vn.thidua.scoring.file.xlsx;

import org.jspecify.annotations.NullMarked;
