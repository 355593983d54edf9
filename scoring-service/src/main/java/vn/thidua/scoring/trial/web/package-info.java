/** Trials over HTTP. */
@NullMarked
package vn.thidua.scoring.trial.web;

import org.jspecify.annotations.NullMarked;
