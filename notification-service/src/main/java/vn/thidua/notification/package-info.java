/**
 * Tells member units and the City committee what was decided: who is told what ({@code notice}), and where they find it
 * ({@code inbox}).
 */
@NullMarked
package vn.thidua.notification;

import org.jspecify.annotations.NullMarked;
