/** The authorization server that the console carries, unless another OpenID provider takes its place. */
@NullMarked
package vn.thidua.console.issuer;

import org.jspecify.annotations.NullMarked;
