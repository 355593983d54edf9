/**
 * The main job, played as the districts of Cluster I would have played it in 2019: six systems send their sheets, the
 * cluster decides, everyone is told.
 */
@NullMarked
package vn.thidua.standalone.demo;

import org.jspecify.annotations.NullMarked;
