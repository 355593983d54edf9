/** Who heads a cluster at which instant. */
@NullMarked
package vn.thidua.scoring.leadership;

import org.jspecify.annotations.NullMarked;
