/** How to come in to the brokers, and who may do what there. */
@NullMarked
package vn.thidua.messaging.access;

import org.jspecify.annotations.NullMarked;
