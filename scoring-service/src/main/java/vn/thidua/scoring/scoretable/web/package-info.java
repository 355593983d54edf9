/** Score tables over HTTP. */
@NullMarked
package vn.thidua.scoring.scoretable.web;

import org.jspecify.annotations.NullMarked;
