/** Boards and their standings over HTTP. */
@NullMarked
package vn.thidua.ranking.standings.web;

import org.jspecify.annotations.NullMarked;
