package vn.thidua.ranking.standings.kafka;

import java.util.HashSet;
import java.util.regex.Pattern;
import vn.thidua.events.EventJson;
import vn.thidua.events.ExplanationGiven;
import vn.thidua.events.RankingEvent;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoresConfirmed;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.events.UnreadableEvent.Reason;
import vn.thidua.ranking.standings.Sheets;
import vn.thidua.rules.TableValidation;

/**
 * Reads events that can be counted, whatever else stands in them: ids that name what they say they name, points that
 * add up without overflow. What would trip the counting is unreadable, and so never stops its batch.
 */
final class Countable {

    private static final Pattern BOARD = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}:[A-Za-z0-9][A-Za-z0-9-]{0,31}");
    private static final Pattern UNIT = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,31}");

    /** Ten thousand points, for one mark. */
    private static final int MOST_POINTS = 1_000_000;

    private static final int MOST_ENTRIES = 1_000;

    private Countable() {}

    /** @throws UnreadableEvent when it is none */
    static ScoringEvent read(String type, byte[] data) {
        return switch (EventJson.read(type, data)) {
            case ScoringEvent event -> countable(event);
            case RankingEvent stranger ->
                throw new UnreadableEvent(Reason.UNKNOWN_TYPE, type + " does not belong to the scoring events");
        };
    }

    private static ScoringEvent countable(ScoringEvent event) {
        require(BOARD.matcher(event.board()).matches(), "board is not an id: " + event.board());
        require(event.revision() > 0, "revision is not positive");
        switch (event) {
            case ScoringOpened opened -> check(opened);
            case ScoreSubmitted sheet -> check(sheet);
            case ScorerRecused recused -> {}
            case ExplanationGiven explanation -> {}
            case ScoresConfirmed confirmed -> {}
            case ScoringClosed closed -> {}
        }
        return event;
    }

    private static void check(ScoringOpened opened) {
        var ids = new HashSet<String>();
        for (var member : opened.members()) {
            require(UNIT.matcher(member.id()).matches(), "member is not an id: " + member.id());
            require(ids.add(member.id()), "member is there twice: " + member.id());
        }
        require(ids.size() <= MOST_ENTRIES, "too many members");
        if (opened.scoreTable().rules() != null) {
            TableValidation.of(opened.scoreTable()).stream().findFirst().ifPresent(wrong -> {
                throw new UnreadableEvent(
                        Reason.INVALID_DATA, "score table: " + wrong.text().en());
            });
        }
    }

    private static void check(ScoreSubmitted sheet) {
        require(UNIT.matcher(sheet.scorer()).matches(), "scorer is not an id: " + sheet.scorer());
        require(UNIT.matcher(sheet.target()).matches(), "target is not an id: " + sheet.target());
        require(
                sheet.sheet().equals(Sheets.id(sheet.board(), sheet.kind(), sheet.scorer(), sheet.target())),
                "sheet is not named after its board, kind, scorer and target: " + sheet.sheet());
        require(sheet.marks().size() <= MOST_ENTRIES, "too many marks");
        require(sheet.adjustments().size() <= MOST_ENTRIES, "too many adjustments");
        sheet.marks().forEach((criterion, points) -> {
            require(points != null, "no mark for " + criterion);
            require(points >= 0 && points <= MOST_POINTS, "mark out of range for " + criterion);
        });
        sheet.adjustments()
                .forEach(adjustment -> require(
                        Math.abs((long) adjustment.points()) <= MOST_POINTS,
                        "adjustment out of range for " + adjustment.rule()));
    }

    private static void require(boolean countable, String otherwise) {
        if (!countable) {
            throw new UnreadableEvent(Reason.INVALID_DATA, otherwise);
        }
    }
}
