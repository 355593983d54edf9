/**
 * The tamper-evident log of a season. Every accepted revision is a leaf of an append-only Merkle tree, whose signed
 * checkpoints are printed and handed out; what was changed afterwards no longer fits them.
 *
 * <p>The published format is described in {@code docs/proof.md}; nothing here needs more than the JDK.
 */
@NullMarked
package vn.thidua.proof;

import org.jspecify.annotations.NullMarked;
