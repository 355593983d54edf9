package vn.thidua.bench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.board.GeneratedSheet;

/**
 * All requests about one sheet, in the order in which its sender makes them: the first submission, then perhaps a
 * correction, and for two sheets in a hundred a repeat of one of these, at once or late.
 */
public record Script(GeneratedSheet sheet, List<Submission> submissions) {

    private static final double REPEATED = 0.02;
    private static final int FARTHEST = 1_000;

    public Script {
        submissions = List.copyOf(submissions);
    }

    /** The scripts of these boards' sheets, all boards mixed: as on the last day before a deadline. */
    public static List<Script> of(List<GeneratedBoard> boards, Random random) {
        var scripts = new ArrayList<Script>();
        boards.forEach(board -> board.sheets().forEach(sheet -> scripts.add(of(sheet, random))));
        Collections.shuffle(scripts, random);
        return List.copyOf(scripts);
    }

    private static Script of(GeneratedSheet sheet, Random random) {
        var submissions = new ArrayList<Submission>();
        for (var revision = 1; revision <= sheet.revisions(); revision++) {
            submissions.add(new Submission(sheet, revision, false));
        }
        if (random.nextDouble() < REPEATED) {
            var repeated = 1 + random.nextInt(sheet.revisions());
            var position = repeated + random.nextInt(submissions.size() - repeated + 1);
            submissions.add(position, new Submission(sheet, repeated, true));
        }
        return new Script(sheet, submissions);
    }

    /**
     * The requests of all these scripts in one row. Those about one sheet stay in their order, with up to some hundreds of
     * others between them.
     */
    public static List<Submission> interleaved(List<Script> scripts, Random random) {
        var placed = new ArrayList<Placed>();
        for (var index = 0; index < scripts.size(); index++) {
            long place = index;
            for (var submission : scripts.get(index).submissions()) {
                placed.add(new Placed(place, submission));
                place += random.nextInt(FARTHEST);
            }
        }
        placed.sort(Comparator.comparingLong(Placed::place));
        return placed.stream().map(Placed::submission).toList();
    }

    private record Placed(long place, Submission submission) {}

    /** Whether nothing is left to do. */
    boolean isDone() {
        return submissions.stream().allMatch(Submission::isAcknowledged);
    }

    /** What the system promised to hold: 0 when nothing. */
    public int acknowledgedRevision() {
        return submissions.stream()
                .filter(Submission::isAcknowledged)
                .mapToInt(Submission::revision)
                .max()
                .orElse(0);
    }

    /** What the system may hold at most. */
    public int sentRevision() {
        return submissions.stream()
                .filter(Submission::isSent)
                .mapToInt(Submission::revision)
                .max()
                .orElse(0);
    }
}
