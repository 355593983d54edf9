/** Answers and duties over HTTP. */
@NullMarked
package vn.thidua.scoring.appraisal.web;

import org.jspecify.annotations.NullMarked;
