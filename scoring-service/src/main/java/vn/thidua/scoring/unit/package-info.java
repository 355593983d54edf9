/** Đơn vị: the units that score and are scored. */
@NullMarked
package vn.thidua.scoring.unit;

import org.jspecify.annotations.NullMarked;
