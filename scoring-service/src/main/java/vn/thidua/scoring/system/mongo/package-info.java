/** Registered systems in MongoDB. */
@NullMarked
package vn.thidua.scoring.system.mongo;

import org.jspecify.annotations.NullMarked;
