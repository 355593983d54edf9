package vn.thidua.console.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.thidua.console.page.Language;

/**
 * One thing that a recipient was told, in both languages.
 *
 * @param seq its place in the inbox
 * @param board the board it speaks of
 * @param notice what every reader must be told about that board's data
 */
record Item(
        long seq,
        String type,
        @Nullable String board,
        @Nullable Instant occurredAt,
        @Nullable Instant receivedAt,
        String title,
        @Nullable String titleEn,
        @Nullable String body,
        @Nullable String bodyEn,
        boolean read,
        @Nullable String notice) {

    /** The title in the page's language. */
    public String heading() {
        return Language.current() == Language.EN && titleEn != null ? titleEn : title;
    }

    /** The text in the page's language. */
    public @Nullable String text() {
        return Language.current() == Language.EN && bodyEn != null ? bodyEn : body;
    }
}
