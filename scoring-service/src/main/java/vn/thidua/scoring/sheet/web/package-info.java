/** Score sheets over HTTP. */
@NullMarked
package vn.thidua.scoring.sheet.web;

import org.jspecify.annotations.NullMarked;
