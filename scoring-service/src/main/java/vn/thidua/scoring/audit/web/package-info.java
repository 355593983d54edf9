/** The audit over HTTP. */
@NullMarked
package vn.thidua.scoring.audit.web;

import org.jspecify.annotations.NullMarked;
