package vn.thidua.console.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some boards, and where the next ones begin; {@code next} is absent at the end. */
record BoardPage(List<Entry> items, @Nullable String next) {

    /** A board in the list; {@code leader} once a unit leads. */
    record Entry(
            String board,
            Cluster cluster,
            int year,
            String period,
            Status status,
            @Nullable Unit leader) {}
}
