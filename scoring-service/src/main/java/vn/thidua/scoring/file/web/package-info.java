/** Files over HTTP. */
@NullMarked
package vn.thidua.scoring.file.web;

import org.jspecify.annotations.NullMarked;
