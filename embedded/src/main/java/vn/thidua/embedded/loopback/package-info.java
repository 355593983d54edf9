/** Ports on this machine only: finding a free one, and saying plainly when a chosen one is taken. */
@NullMarked
package vn.thidua.embedded.loopback;

import org.jspecify.annotations.NullMarked;
