/** What is worked off after it was answered. */
@NullMarked
package vn.thidua.scoring.intake.worker;

import org.jspecify.annotations.NullMarked;
