/** The season's log: what was accepted, in a form that anybody can check ({@code docs/proof.md}). */
@NullMarked
package vn.thidua.scoring.proof;

import org.jspecify.annotations.NullMarked;
