/** What stands between the services and their brokers and store, so that a connection can fail. */
@NullMarked
package vn.thidua.faults.proxy;

import org.jspecify.annotations.NullMarked;
