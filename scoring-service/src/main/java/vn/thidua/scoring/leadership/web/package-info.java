/** A cluster's head over HTTP. */
@NullMarked
package vn.thidua.scoring.leadership.web;

import org.jspecify.annotations.NullMarked;
