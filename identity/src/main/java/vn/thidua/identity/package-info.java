/** Who is acting, in which role, and which roles a handler is for. Nothing is permitted that is not named. */
@NullMarked
package vn.thidua.identity;

import org.jspecify.annotations.NullMarked;
