/** The guide for who writes a district's own system, held to the programs and to the running system. */
@NullMarked
package vn.thidua.standalone.guide;

import org.jspecify.annotations.NullMarked;
