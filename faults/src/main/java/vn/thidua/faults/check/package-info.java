/** Compares histories with stores and topics; knows the contract from its documentation, not from the product's code. */
@NullMarked
package vn.thidua.faults.check;

import org.jspecify.annotations.NullMarked;
