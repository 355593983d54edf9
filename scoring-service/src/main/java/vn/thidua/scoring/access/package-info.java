/** How the policies answer: granted with the authority to act on, or denied with a refusal. */
@NullMarked
package vn.thidua.scoring.access;

import org.jspecify.annotations.NullMarked;
