/** What was scored: the service that takes score sheets, and the only one that decides whether a sheet counts. */
@NullMarked
package vn.thidua.scoring;

import org.jspecify.annotations.NullMarked;
