package vn.thidua.embedded.store;

import org.jspecify.annotations.Nullable;

/**
 * Values of one kind, between two keys. Whether an end belongs to the range is left to the query matcher.
 *
 * @param low at or below every key in the range
 * @param high above or at every key in the range, not counting what follows the value in a longer key
 * @param bounded how many of the two ends the query named itself, the others being the ends of the kind
 */
record Range(Key low, Key high, int bounded) {

    static Range from(Object least) {
        return new Range(KeyWriter.of(least), KeyWriter.afterKindOf(least), 1);
    }

    static Range upTo(Object most) {
        return new Range(KeyWriter.beforeKindOf(most), KeyWriter.of(most), 1);
    }

    Range and(@Nullable Range other) {
        if (other == null || bounded == 2 || other.bounded == 2) {
            return this;
        }
        Key laterLow = low.compareTo(other.low) >= 0 ? low : other.low;
        Key earlierHigh = high.compareTo(other.high) <= 0 ? high : other.high;
        return new Range(laterLow, earlierHigh, 2);
    }
}
