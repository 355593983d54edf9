/** The log in its published form: tiles and entry bundles (C2SP tlog-tiles) in a store. */
@NullMarked
package vn.thidua.proof.log;

import org.jspecify.annotations.NullMarked;
