package vn.thidua.faults.check;

/** What could be wrong with the product, and the invariant that must notice. */
enum Defect {
    ACKNOWLEDGE_BEFORE_WRITE("I1"),
    INCREMENT_ON_REDELIVERY("I3"),
    OFFSET_COMMITTED_BEFORE_APPLY("I1"),
    FLOATING_POINT_SUM("I3"),
    SWALLOWED_DEAD_LETTER("I9"),
    GIVES_UP_WHAT_IS_GOOD("I9"),
    WATERMARK_BEFORE_ACKNOWLEDGEMENT("I4"),
    STREAM_WITHOUT_REPLAY("I5"),
    OLD_STANDINGS_FROM_A_LAGGING_INSTANCE("I5"),
    HEAD_KEEPS_RIGHTS_AFTER_ROTATION("I8"),
    TAKES_SHEETS_OF_ANOTHER_UNIT("I8"),
    REPEAT_COUNTED_AS_CORRECTION("I1"),
    UNKNOWN_REQUEST_APPLIED_TWICE("I2"),
    REFUSED_AND_STORED("I2"),
    CONTENT_CHANGED_ON_THE_WAY("I2"),
    CHANGED_IN_THE_DATABASE("I7"),
    SHEET_AFTER_THE_MANIFEST("I7"),
    MANIFEST_OF_ANOTHER_BOARD("I7"),
    EVENTS_OUT_OF_ORDER("I4"),
    EVENT_OF_WHAT_WAS_ROLLED_BACK("I4"),
    TOLD_TWICE("I6"),
    ONE_NOT_TOLD("I6"),
    INBOX_WITH_A_GAP("I6"),
    OUTBOX_FORGOTTEN("I9"),
    CONSUMER_STUCK("I9"),
    THREADS_LEFT_BEHIND("I9");

    private final String noticedBy;

    Defect(String noticedBy) {
        this.noticedBy = noticedBy;
    }

    String noticedBy() {
        return noticedBy;
    }
}
