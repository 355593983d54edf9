/** How a fact stands in the log of the document that it is about. */
@NullMarked
package vn.thidua.scoring.publishing;

import org.jspecify.annotations.NullMarked;
