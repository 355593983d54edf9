/**
 * The rules once more, without any code of the first: what runs beside them to tell when one of the two is wrong. Nothing
 * here may use anything of {@link vn.thidua.rules} but the records that both are given.
 */
@NullMarked
package vn.thidua.rules.naive;

import org.jspecify.annotations.NullMarked;
