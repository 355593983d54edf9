/** The leadership dialogue over HTTP. */
@NullMarked
package vn.thidua.ranking.leadership.web;

import org.jspecify.annotations.NullMarked;
