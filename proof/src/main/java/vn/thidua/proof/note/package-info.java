/** Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint), Ed25519. */
@NullMarked
package vn.thidua.proof.note;

import org.jspecify.annotations.NullMarked;
