/** For the tests of every module that needs access tokens. */
@NullMarked
package vn.thidua.identity.testing;

import org.jspecify.annotations.NullMarked;
