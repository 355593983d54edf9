package vn.thidua.proof.json;

/** What was read is not JSON as the log has it; the message says where and why. */
public final class NotJson extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public NotJson(String message) {
        super(message);
    }
}
