package vn.thidua.proof.log;

/** An entry is larger than the published format can hold. */
public final class EntryTooLarge extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    EntryTooLarge(int length) {
        super("an entry has at most " + Bundle.LONGEST_ENTRY + " bytes, and this one has " + length
                + ": its length is published in two bytes");
    }
}
