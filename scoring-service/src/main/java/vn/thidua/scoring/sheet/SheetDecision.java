package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.messaging.problem.Refusal;

/** What comes of a submission. */
public sealed interface SheetDecision {

    /** A new revision, to be stored. */
    record Accepted(Sheet next) implements SheetDecision {}

    /**
     * The content has been accepted before.
     *
     * @param revision the revision that it was accepted as
     * @param remembering the sheet with the key of this repeat, to be stored; {@code null} when there is nothing to
     *     remember
     */
    record Repeated(
            Sheet standing, Revision revision, @Nullable Sheet remembering) implements SheetDecision {}

    /** It may not be. */
    record Refused(Refusal refusal) implements SheetDecision {}

    /** A sheet remembers so many keys of one revision; a repeat under a further key is still recognised by its content. */
    int MOST_KEYS = 16;

    /**
     * Decides on a submission whose content is within the rules.
     *
     * @param standing the sheet as it is, {@code null} when there is none
     * @param now in milliseconds
     */
    static SheetDecision decide(@Nullable Sheet standing, SubmitSheet command, Instant now) {
        var key = command.key();
        var replaces = command.replaces();
        var keys = key == null ? List.<String>of() : List.of(key);
        if (standing == null) {
            return replaces == null || replaces == 0
                    ? new Accepted(
                            Sheet.of(new Revision(1, command.content(), command.digest(), now, keys, command.by())))
                    : new Refused(
                            SheetRefusals.nothingToReplace(command.content().sheet(), replaces));
        }
        if (key != null) {
            var earlier = standing.under(key);
            if (earlier.isPresent()) {
                return earlier.get().digest().equals(command.digest())
                        ? new Repeated(standing, earlier.get(), null)
                        : new Refused(SheetRefusals.keyReused(earlier.get()));
            }
        }
        var current = standing.standing();
        if (current.digest().equals(command.digest())) {
            return new Repeated(standing, current, remembering(standing, key));
        }
        if (replaces == null) {
            return new Refused(SheetRefusals.revisionRequired(standing));
        }
        if (replaces != current.number()) {
            return new Refused(SheetRefusals.revisionStale(standing, replaces));
        }
        return new Accepted(standing.corrected(new Revision(
                current.number() + 1, command.content(), command.digest(), now, keys, command.by(), command.reason())));
    }

    private static @Nullable Sheet remembering(Sheet standing, @Nullable String key) {
        return key == null || standing.standing().keys().size() >= MOST_KEYS
                ? null
                : standing.remembering(requireNonNull(key));
    }
}
