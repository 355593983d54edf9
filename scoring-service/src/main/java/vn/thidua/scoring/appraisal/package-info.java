/** Thẩm định: what is answered to an appraisal, and what everybody still has to do on a board. */
@NullMarked
package vn.thidua.scoring.appraisal;

import org.jspecify.annotations.NullMarked;
