package vn.thidua.proof.note;

/** A text is no signed note, no checkpoint or no key as it is written here; the message says why. */
public final class MalformedNote extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MalformedNote(String message) {
        super(message);
    }
}
