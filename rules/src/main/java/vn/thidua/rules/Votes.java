package vn.thidua.rules;

import vn.thidua.events.TableRules.Threshold;

/** Whether a vote reaches what the table asks for. */
public final class Votes {

    private Votes() {}

    /**
     * At least the threshold's share, exactly: four of six are two thirds.
     *
     * @param members all members
     * @param present those present
     */
    public static boolean reach(Threshold threshold, int inFavour, int members, int present) {
        var of = switch (threshold.of()) {
            case MEMBERS -> members;
            case PRESENT -> present;
        };
        return of > 0 && (long) inFavour * threshold.denominator() >= (long) of * threshold.numerator();
    }
}
