package vn.thidua.ranking.standings;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.SheetKind;
import vn.thidua.events.UnitRef;
import vn.thidua.rules.Sheet;

/** The sheets that a board holds, each with its newest revision, by id. Immutable. */
public record Sheets(String board, Map<String, ScoreSubmitted> byId) {

    public Sheets {
        byId = Collections.unmodifiableMap(new HashMap<>(byId));
    }

    static Sheets none(String board) {
        return new Sheets(board, Map.of());
    }

    Sheets with(Map<String, ScoreSubmitted> newer) {
        if (newer.isEmpty()) {
            return this;
        }
        var all = new HashMap<>(byId);
        all.putAll(newer);
        return new Sheets(board, all);
    }

    /** The id of a sheet: {@code board/KIND/scorer/target}. */
    public static String id(String board, SheetKind kind, String scorer, String target) {
        return board + "/" + kind + "/" + scorer + "/" + target;
    }

    /** The sheet that a unit filled for another, or for itself. */
    public Optional<ScoreSubmitted> by(String scorer, String target) {
        var kind = scorer.equals(target) ? SheetKind.SELF : SheetKind.PEER;
        return Optional.ofNullable(byId.get(id(board, kind, scorer, target)));
    }

    /** The sheets of the other members for this unit, in the members' order. */
    public List<ScoreSubmitted> peersOf(String target, List<UnitRef> members) {
        return members.stream()
                .filter(scorer -> !scorer.id().equals(target))
                .flatMap(scorer -> by(scorer.id(), target).stream())
                .toList();
    }

    /** The sheets for this unit, as the rules read them. */
    public Map<Sheet.Id, Sheet> countable(String target) {
        return Sheet.newest(byId.values().stream()
                .filter(sheet -> sheet.target().equals(target))
                .map(Sheet::of)
                .toList());
    }
}
