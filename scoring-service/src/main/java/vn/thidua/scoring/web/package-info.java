/** What every HTTP interface of this service has in common: pages and conditional requests. */
@NullMarked
package vn.thidua.scoring.web;

import org.jspecify.annotations.NullMarked;
