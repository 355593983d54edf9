/** How much and for how long a client may send in one request. */
@NullMarked
package vn.thidua.messaging.limit;

import org.jspecify.annotations.NullMarked;
