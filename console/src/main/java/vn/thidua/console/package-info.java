/** The web front: pages for people, and one origin in front of the three services. It owns no data. */
@NullMarked
package vn.thidua.console;

import org.jspecify.annotations.NullMarked;
