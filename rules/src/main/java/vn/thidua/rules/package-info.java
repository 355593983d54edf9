/**
 * How score sheets become totals, classes, ranks and awards under a cluster's score table, and why.
 *
 * <p>Everything here is pure: the same table, members, sheets and proceedings give the same outcome, in whatever order
 * and however often they are told. Points are whole hundredths; what lies between them is an exact fraction, never
 * floating point.
 */
@NullMarked
package vn.thidua.rules;

import org.jspecify.annotations.NullMarked;
