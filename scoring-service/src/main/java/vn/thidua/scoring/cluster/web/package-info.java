/** Clusters over HTTP. */
@NullMarked
package vn.thidua.scoring.cluster.web;

import org.jspecify.annotations.NullMarked;
