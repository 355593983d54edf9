/** The proceedings over HTTP. */
@NullMarked
package vn.thidua.ranking.proceedings.web;

import org.jspecify.annotations.NullMarked;
