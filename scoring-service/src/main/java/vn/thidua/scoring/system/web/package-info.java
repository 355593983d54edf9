/** Registered systems over HTTP. */
@NullMarked
package vn.thidua.scoring.system.web;

import org.jspecify.annotations.NullMarked;
