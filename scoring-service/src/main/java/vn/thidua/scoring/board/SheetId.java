package vn.thidua.scoring.board;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.thidua.events.SheetKind;
import vn.thidua.events.UnitRef;

/**
 * The place of one sheet on a board: who scores whom. Known before the sheet is, so that a board can name the sheets
 * that it misses and read those that it has by their ids.
 */
public record SheetId(String board, SheetKind kind, String scorer, String target) {

    /** As text, letter by letter: the order of manifests. */
    static final Comparator<SheetId> BY_NAME = Comparator.comparing(SheetId::toString);

    public SheetId {
        requireNonNull(board, "board");
        requireNonNull(kind, "kind");
        requireNonNull(scorer, "scorer");
        requireNonNull(target, "target");
    }

    /** Every sheet that there is when each member has scored itself and every other, ordered. */
    public static List<String> expected(String board, List<UnitRef> members) {
        var ids = new ArrayList<String>(members.size() * members.size());
        for (var scorer : members) {
            for (var target : members) {
                var kind = scorer.id().equals(target.id()) ? SheetKind.SELF : SheetKind.PEER;
                ids.add(new SheetId(board, kind, scorer.id(), target.id()).toString());
            }
        }
        ids.sort(null);
        return ids;
    }

    /** The id that this text is, if it is one. */
    public static Optional<SheetId> parse(String text) {
        var parts = text.split("/", -1);
        return parts.length != 4
                ? Optional.empty()
                : Arrays.stream(SheetKind.values())
                        .filter(kind -> kind.name().equals(parts[1]))
                        .findFirst()
                        .map(kind -> new SheetId(parts[0], kind, parts[2], parts[3]));
    }

    /** For example {@code hn-mttq-cum-1:2019/PEER/HBT/DD}. */
    @Override
    public String toString() {
        return board + "/" + kind + "/" + scorer + "/" + target;
    }
}
