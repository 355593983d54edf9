/** What the log of a season says: opened boards, accepted sheets, closed boards. */
@NullMarked
package vn.thidua.proof.entry;

import org.jspecify.annotations.NullMarked;
