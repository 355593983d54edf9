package vn.thidua.bench.board;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.EventJson;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;

/** What the scoring service would tell of a season: all boards opened, their sheets in any order, all boards closed. */
public final class SeasonLog {

    private static final Instant START = Instant.parse("2010-11-05T01:00:00Z");

    private SeasonLog() {}

    /** Every sheet's revisions are in their order; the sheets of all boards are mixed. */
    public static List<ScoringEvent> of(List<GeneratedBoard> boards, Random random) {
        var firsts = new ArrayList<GeneratedSheet>();
        boards.forEach(board -> firsts.addAll(board.sheets()));
        Collections.shuffle(firsts, random);
        var log = new ArrayList<ScoringEvent>();
        boards.forEach(board -> log.add(opened(board)));
        var corrections = new ArrayList<ScoringEvent>();
        for (var sheet : firsts) {
            log.add(submitted(sheet, 1));
            if (sheet.revisions() > 1) {
                corrections.add(submitted(sheet, 2));
            }
        }
        log.addAll(corrections);
        boards.forEach(board -> log.add(closed(board)));
        return log;
    }

    private static ScoringOpened opened(GeneratedBoard board) {
        return new ScoringOpened(
                board.id(),
                1,
                START,
                new ClusterRef(board.cluster(), board.cluster()),
                Integer.toString(board.year()),
                board.year(),
                null,
                null,
                board.head(),
                board.units().stream().map(unit -> new UnitRef(unit, unit)).toList(),
                BenchTable.TABLE,
                null);
    }

    private static ScoreSubmitted submitted(GeneratedSheet sheet, int revision) {
        var content = sheet.revision(revision);
        var marks = new HashMap<String, Integer>();
        var criteria = BenchTable.TABLE.criteria();
        for (var i = 0; i < criteria.size(); i++) {
            marks.put(criteria.get(i).code(), content.marks().get(i));
        }
        return new ScoreSubmitted(
                sheet.board(),
                revision,
                START.plusSeconds(revision),
                sheet.id(),
                sheet.kind(),
                sheet.scorer(),
                sheet.target(),
                marks,
                content.adjustments(),
                digest(content));
    }

    private static String digest(Content content) {
        try {
            return "sha-256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(EventJson.mapper().writeValueAsBytes(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ScoringClosed closed(GeneratedBoard board) {
        return new ScoringClosed(
                board.id(),
                2,
                START.plusSeconds(3600),
                board.sheets().stream()
                        .map(sheet -> new CountedSheet(
                                sheet.id(), sheet.revisions(), digest(sheet.revision(sheet.revisions()))))
                        .toList(),
                List.of(),
                null);
    }
}
