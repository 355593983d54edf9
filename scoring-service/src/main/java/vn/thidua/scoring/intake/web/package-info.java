/** Refused intake records over HTTP. */
@NullMarked
package vn.thidua.scoring.intake.web;

import org.jspecify.annotations.NullMarked;
