package vn.thidua.proof.entry;

/** Bytes are no entry as it is published here; the message says what is wrong, with a JSON pointer where it can. */
public final class MalformedEntry extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final boolean isNewer;

    private MalformedEntry(String message, boolean isNewer) {
        super(message);
        this.isNewer = isNewer;
    }

    static MalformedEntry because(String message) {
        return new MalformedEntry(message, false);
    }

    static MalformedEntry newer(String message) {
        return new MalformedEntry(message, true);
    }

    /** Whether it is well formed, and says something that only a newer reader understands. */
    public boolean isNewer() {
        return isNewer;
    }
}
