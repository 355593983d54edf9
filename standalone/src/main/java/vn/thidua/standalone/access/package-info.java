/** How programs of ours log in to a running system, as any district's system would. */
@NullMarked
package vn.thidua.standalone.access;

import org.jspecify.annotations.NullMarked;
