/** The logs, to read. */
@NullMarked
package vn.thidua.scoring.proof.web;

import org.jspecify.annotations.NullMarked;
