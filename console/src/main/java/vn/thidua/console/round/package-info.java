/** Scoring in rounds: who has to do what, recusals, explanations, evidence, and how a sheet came to be. */
@NullMarked
package vn.thidua.console.round;

import org.jspecify.annotations.NullMarked;
