package vn.thidua.proof.log;

/** What a store holds is not what the log wrote; the message says what differs. Nothing more may be signed from it. */
public final class DamagedLog extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DamagedLog(String message) {
        super(message);
    }
}
