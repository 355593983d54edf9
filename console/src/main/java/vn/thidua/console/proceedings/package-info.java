/** What is decided on a board beside its marks: read by members, recorded by the head and the City. */
@NullMarked
package vn.thidua.console.proceedings;

import org.jspecify.annotations.NullMarked;
