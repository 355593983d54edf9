/** Evidence over HTTP. */
@NullMarked
package vn.thidua.scoring.evidence.web;

import org.jspecify.annotations.NullMarked;
