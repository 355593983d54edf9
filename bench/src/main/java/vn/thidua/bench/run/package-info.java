/** What every measurement needs: doing things a few at a time, telling how far it is, keeping what was found. */
@NullMarked
package vn.thidua.bench.run;

import org.jspecify.annotations.NullMarked;
