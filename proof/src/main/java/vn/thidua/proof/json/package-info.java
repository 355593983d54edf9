/** The JSON that the log is made of: whole numbers only, read strictly, written canonically (RFC 8785). */
@NullMarked
package vn.thidua.proof.json;

import org.jspecify.annotations.NullMarked;
