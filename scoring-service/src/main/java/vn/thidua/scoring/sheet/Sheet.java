package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.thidua.scoring.board.SheetId;

/**
 * Phiếu chấm điểm with everything that was ever accepted on it.
 *
 * @param version grows by one with every write; guards the next
 * @param history the revisions 1, 2, … without a gap, at least one
 * @param published the last revision that the others have been told of
 */
public record Sheet(SheetId id, long version, List<Revision> history, long published) {

    public Sheet {
        requireNonNull(id, "id");
        history = List.copyOf(history);
        if (history.isEmpty()) {
            throw new IllegalArgumentException(id + " without a revision");
        }
    }

    /** A sheet with its first revision. */
    public static Sheet of(Revision revision) {
        return new Sheet(revision.content().sheet(), 1, List.of(revision), 0);
    }

    /** The revision that stands. */
    public Revision standing() {
        return history.getLast();
    }

    /** The number of the revision that stands. */
    public long revision() {
        return standing().number();
    }

    /** The revision that was submitted under this key. */
    public Optional<Revision> under(String key) {
        return history.stream()
                .filter(revision -> revision.keys().contains(key))
                .findFirst();
    }

    /** The revisions that the others have not been told of. */
    public List<Revision> unpublished() {
        return history.stream()
                .filter(revision -> revision.number() > published)
                .toList();
    }

    /** The sheet with a further revision. */
    public Sheet corrected(Revision revision) {
        var revisions = new ArrayList<>(history);
        revisions.add(revision);
        return new Sheet(id, version + 1, revisions, published);
    }

    Sheet remembering(String key) {
        var revisions = new ArrayList<>(history);
        revisions.add(revisions.removeLast().with(key));
        return new Sheet(id, version + 1, revisions, published);
    }
}
