/** What every page has in common: language, numbers and dates, headers that protect the reader, error pages. */
@NullMarked
package vn.thidua.console.page;

import org.jspecify.annotations.NullMarked;
