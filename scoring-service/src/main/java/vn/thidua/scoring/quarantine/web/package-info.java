/** The quarantine over HTTP. */
@NullMarked
package vn.thidua.scoring.quarantine.web;

import org.jspecify.annotations.NullMarked;
