/** What an operator needs to see at a glance: lag, outbox age, dead letters, events per second. */
@NullMarked
package vn.thidua.messaging.operations;

import org.jspecify.annotations.NullMarked;
