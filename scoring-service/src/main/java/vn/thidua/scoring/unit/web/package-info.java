/** Units over HTTP. */
@NullMarked
package vn.thidua.scoring.unit.web;

import org.jspecify.annotations.NullMarked;
