package vn.thidua.proof;

/** Bytes are no receipt as it is published here; the message says what is wrong. */
public final class MalformedReceipt extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MalformedReceipt(String message) {
        super(message);
    }
}
