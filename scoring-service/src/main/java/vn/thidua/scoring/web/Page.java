package vn.thidua.scoring.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param items in the list's order
 * @param next what to give as {@code after} for the following page; absent on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The most that one page holds. */
    public static final int MOST = 500;

    /** What a page holds when nobody asked for a size; for annotations. */
    public static final String USUAL = "100";

    /** A page of at most {@code limit}, from a list that was asked for with {@link #more}. */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> place) {
        var size = within(limit);
        if (found.size() <= size) {
            return new Page<>(found, null);
        }
        var items = found.subList(0, size);
        return new Page<>(items, place.apply(items.getLast()));
    }

    /** How many to ask the store for: one more than the page, to know whether there is a next one. */
    public static int more(int limit) {
        return within(limit) + 1;
    }

    private static int within(int limit) {
        return Math.clamp(limit, 1, MOST);
    }
}
