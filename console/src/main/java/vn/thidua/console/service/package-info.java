/** The three services as seen from here: where they are, how they are asked, and what it means when they are silent. */
@NullMarked
package vn.thidua.console.service;

import org.jspecify.annotations.NullMarked;
