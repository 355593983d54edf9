/** Cụm thi đua: clusters, and who belongs to them from when to when. */
@NullMarked
package vn.thidua.scoring.cluster;

import org.jspecify.annotations.NullMarked;
