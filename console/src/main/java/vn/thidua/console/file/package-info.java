/** Tệp phiếu chấm: a unit's sheets as a file, looked at before anything counts. */
@NullMarked
package vn.thidua.console.file;

import org.jspecify.annotations.NullMarked;
