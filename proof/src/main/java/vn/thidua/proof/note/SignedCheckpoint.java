package vn.thidua.proof.note;

/** A checkpoint with its signatures, in the one text that is published and printed. Immutable. */
public final class SignedCheckpoint {

    private final Checkpoint checkpoint;
    private final Note note;

    SignedCheckpoint(Checkpoint checkpoint, Note note) {
        this.checkpoint = checkpoint;
        this.note = note;
    }

    /**
     * Reads a checkpoint; whether its signatures are right is asked of {@link #authenticity}.
     *
     * @throws MalformedNote when the text is no signed checkpoint
     */
    public static SignedCheckpoint parse(String text) {
        var note = Note.parse(text);
        return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
    }

    /** What was signed; not to be relied on before {@link #authenticity} was asked. */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Whether the log's own key signed this: one that is known, and called like the origin. */
    public Authenticity authenticity(KnownKeys keys) {
        var own = keys.keys().stream()
                .filter(key -> key.name().equals(checkpoint.origin()))
                .toList();
        return note.authenticity(new KnownKeys(own));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedCheckpoint that && note.equals(that.note);
    }

    @Override
    public int hashCode() {
        return note.hashCode();
    }

    /** The signed note, ending with a line feed. */
    @Override
    public String toString() {
        return note.toString();
    }
}
