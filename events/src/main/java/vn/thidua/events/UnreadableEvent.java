package vn.thidua.events;

/** A record that no consumer can make sense of, however often it is tried: it goes to the dead letters. */
public final class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public UnreadableEvent(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** What is wrong with it; stable, for dashboards and for replay. */
    public Reason reason() {
        return reason;
    }

    /** The ways in which a record can be unreadable. */
    public enum Reason {
        /** A CloudEvents attribute that must be there is not. */
        MISSING_ATTRIBUTE,
        /** The {@code type} is not part of the contract. */
        UNKNOWN_TYPE,
        /** The record has no value. */
        NO_DATA,
        /** The value is not valid for the type. */
        INVALID_DATA
    }
}
