package vn.thidua.scoring.intake;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import vn.thidua.events.SheetSubmission;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.scoring.quarantine.Content;

/** An event that somebody sent, read as far as it can be. */
public sealed interface SentEvent {

    /** The event's {@code source}, if it could be read. */
    @Nullable
    String source();

    /** The event's {@code id}, if it could be read. */
    @Nullable
    String event();

    /** What of it is kept when it is refused. */
    Content content();

    /** A score sheet, whatever becomes of it. */
    record Sheet(String source, String event, Content content, SheetSubmission submission) implements SentEvent {

        public Sheet {
            requireNonNull(source, "source");
            requireNonNull(event, "event");
            requireNonNull(content, "content");
            requireNonNull(submission, "submission");
        }
    }

    /** No score sheet: refused, whatever the board's rules are. */
    record Unfit(@Nullable String source, @Nullable String event, Content content, Refusal refusal)
            implements SentEvent {

        public Unfit {
            requireNonNull(content, "content");
            requireNonNull(refusal, "refusal");
        }
    }
}
