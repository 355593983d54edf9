/**
 * What is decided on a board beside its marks: holds, disciplines, preferences, ballots on ties and decisions on them.
 * Recorded with who, why and on what legal basis; the standings follow.
 */
@NullMarked
package vn.thidua.ranking.proceedings;

import org.jspecify.annotations.NullMarked;
