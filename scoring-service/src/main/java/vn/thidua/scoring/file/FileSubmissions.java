package vn.thidua.scoring.file;

import static java.util.Objects.requireNonNullElseGet;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardMembers;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.Rounds;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.sheet.Revision;
import vn.thidua.scoring.sheet.Sheet;
import vn.thidua.scoring.sheet.SheetDecision;
import vn.thidua.scoring.sheet.Submissions;
import vn.thidua.scoring.sheet.Submissions.Keyed;
import vn.thidua.scoring.sheet.Submissions.Outcome;
import vn.thidua.scoring.sheet.Submissions.Readout;
import vn.thidua.scoring.sheet.Submitter;

/**
 * A unit's sheets of one board as a file: out as a template, in after a look at what would come of each row. Looking
 * stores nothing. What a row says is decided on exactly as if it had been sent alone. Thread-safe.
 */
public final class FileSubmissions {

    private static final int MOST_VIOLATIONS = 20;

    private final Boards boards;
    private final BoardMembers members;
    private final Submissions submissions;
    private final Clock clock;

    public FileSubmissions(Boards boards, BoardMembers members, Submissions submissions, Clock clock) {
        this.boards = boards;
        this.members = members;
        this.submissions = submissions;
        this.clock = clock;
    }

    /**
     * The template of a member of the board, filled in with what it has submitted.
     *
     * @throws RefusalException when there is no such board, the unit has no part in it, or it has not been opened
     */
    public Template template(String board, String unit) {
        var desk = desk(board, unit);
        var revisions = new HashMap<SheetId, Revision>();
        desk.standing.forEach((id, sheet) -> revisions.put(id, sheet.standing()));
        return Template.of(desk.opened, desk.unit, revisions);
    }

    /**
     * What would come of each row of a file; nothing is stored.
     *
     * @param digest over the file, in hexadecimal digits
     * @throws RefusalException when the unit has no such board, or the file is not one of this board
     */
    public Checked preview(String board, Submitter submitter, Grid grid, String digest) {
        return desk(board, submitter.unit()).check(grid, submitter, digest);
    }

    /**
     * Submits the rows of a file of which nothing else is to be expected than that they count.
     *
     * @return what came of each row; those that count are durable
     * @throws RefusalException as {@link #preview} does
     */
    public Checked submit(String board, Submitter submitter, Grid grid, String digest) {
        var checked = preview(board, submitter, grid, digest);
        var counting = checked.rows().stream()
                .filter(row -> row.verdict() != Verdict.REFUSED)
                .toList();
        var outcomes = submissions
                .submitAll(counting.stream()
                        .map(row -> new Keyed(row.submission(), key(digest, row.row()), submitter))
                        .toList())
                .iterator();
        return new Checked(
                checked.rows().stream()
                        .map(row -> row.verdict() == Verdict.REFUSED ? row : outcome(row, outcomes.next()))
                        .toList(),
                checked.untouched());
    }

    private static CheckedRow outcome(CheckedRow row, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var receipt) ->
                new CheckedRow(
                        row.row(),
                        row.submission(),
                        receipt.revision() == 1 ? Verdict.NEW : Verdict.CORRECTION,
                        null,
                        receipt);
            case Outcome.Repeated(var receipt) ->
                new CheckedRow(row.row(), row.submission(), Verdict.UNCHANGED, null, receipt);
            case Outcome.Refused(var refusal) ->
                new CheckedRow(row.row(), row.submission(), Verdict.REFUSED, refusal, null);
        };
    }

    /** The same row of the same file is the same submission, however often it is sent. */
    private static String key(String digest, int row) {
        return "file:" + digest + ":" + row;
    }

    /**
     * Lets a unit near a board at all, before anything else is said of what it sends.
     *
     * @throws RefusalException when there is no such board, or the unit has no part in it
     */
    public void admit(String board, String unit) {
        admitted(board, unit);
    }

    private Board admitted(String board, String unit) {
        return BoardId.parse(board)
                .flatMap(boards::find)
                .filter(found -> members.participants(found).contains(unit))
                .orElseThrow(() -> new RefusalException(BoardRefusals.unknown(board)));
    }

    private Desk desk(String board, String unit) {
        var found = admitted(board, unit);
        var opened = found.opened();
        if (opened == null) {
            throw new RefusalException(BoardRefusals.notOpen(board));
        }
        var member = new UnitRef(unit, Rounds.of(opened).name(unit));
        var standing = new HashMap<SheetId, Sheet>();
        for (var id : Template.owed(opened, member)) {
            submissions.find(id).ifPresent(sheet -> standing.put(id, sheet));
        }
        return new Desk(found, opened, member, standing);
    }

    /** What came, or would come, of a file's rows. */
    public record Checked(List<CheckedRow> rows, List<Integer> untouched) {

        public Checked {
            rows = List.copyOf(rows);
            untouched = List.copyOf(untouched);
        }
    }

    /** One unit's own sheets of one board; nobody else's are looked at. */
    private final class Desk {

        private final Board board;
        private final ScoringOpened opened;
        private final UnitRef unit;
        private final Map<SheetId, Sheet> standing;
        private final Columns columns;

        Desk(Board board, ScoringOpened opened, UnitRef unit, Map<SheetId, Sheet> standing) {
            this.board = board;
            this.opened = opened;
            this.unit = unit;
            this.standing = standing;
            this.columns = Columns.of(opened.scoreTable());
        }

        Checked check(Grid grid, Submitter submitter, String digest) {
            var file = new SheetFile(
                    opened, id -> Optional.ofNullable(standing.get(id)).map(Sheet::standing));
            return switch (file.read(grid)) {
                case SheetFile.Reading.Refused(var refusal) -> throw new RefusalException(refusal);
                case SheetFile.Reading.Rows(var rows, var untouched) -> {
                    var times = rows.stream()
                            .flatMap(row -> row.sheet().stream())
                            .collect(groupingBy(Function.identity(), counting()));
                    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                    yield new Checked(
                            rows.stream()
                                    .map(row -> check(
                                            row,
                                            row.sheet()
                                                    .map(id -> times.getOrDefault(id, 0L))
                                                    .orElse(0L),
                                            key(digest, row.number()),
                                            submitter,
                                            now))
                                    .toList(),
                            untouched);
                }
            };
        }

        private CheckedRow check(SheetRow row, long times, String key, Submitter submitter, Instant now) {
            var scorer = row.submission().scorer();
            if (scorer != null && !scorer.equals(unit.id())) {
                return refused(row, List.of(scorerForeign(row, scorer)));
            }
            if (times > 1) {
                return refused(row, List.of(sheetTwice(row, times)));
            }
            return switch (submissions.read(row.submission(), key, submitter)) {
                case Readout.Refused(var refusal) -> {
                    var violations = new ArrayList<>(row.violations());
                    var wrong = new HashSet<String>();
                    violations.forEach(violation -> wrong.add(violation.pointer()));
                    // A cell that could not be understood is missing for the rules as well: that is said once.
                    row.located(refusal.violations(), columns).stream()
                            .filter(violation -> !wrong.contains(violation.pointer()))
                            .forEach(violations::add);
                    yield violations.isEmpty()
                            ? new CheckedRow(row.number(), row.submission(), Verdict.REFUSED, refusal, null)
                            : refused(row, violations);
                }
                case Readout.Command(var command, var barred) -> {
                    if (!row.violations().isEmpty()) {
                        yield refused(row, row.violations());
                    }
                    var before = standing.get(command.content().sheet());
                    yield decided(row, before, SheetDecision.decide(before, command, now), barred);
                }
            };
        }

        private CheckedRow decided(
                SheetRow row, @Nullable Sheet before, SheetDecision decision, @Nullable Refusal barred) {
            return switch (decision) {
                case SheetDecision.Refused(var refusal) ->
                    new CheckedRow(row.number(), row.submission(), Verdict.REFUSED, refusal, null);
                case SheetDecision.Repeated(var sheet, var revision, var remembering) ->
                    new CheckedRow(row.number(), row.submission(), Verdict.UNCHANGED, null, revision.receipt());
                case SheetDecision.Accepted(var next) ->
                    board.state() == BoardState.OPEN && barred == null
                            ? new CheckedRow(
                                    row.number(),
                                    row.submission(),
                                    before == null ? Verdict.NEW : Verdict.CORRECTION,
                                    null,
                                    before == null ? null : before.standing().receipt())
                            : new CheckedRow(
                                    row.number(),
                                    row.submission(),
                                    Verdict.REFUSED,
                                    requireNonNullElseGet(barred, () -> BoardRefusals.scoringClosed(opened.board())),
                                    null);
            };
        }

        private CheckedRow refused(SheetRow row, List<Violation> violations) {
            var some = violations.subList(0, Math.min(violations.size(), MOST_VIOLATIONS));
            return new CheckedRow(row.number(), row.submission(), Verdict.REFUSED, FileRefusals.rowInvalid(some), null);
        }

        private Violation scorerForeign(SheetRow row, String scorer) {
            var shown = FilePoints.shortened(scorer);
            return SheetRow.at(
                    row.number(),
                    "scorer",
                    row.cells().get("scorer"),
                    "scorer-foreign",
                    new Text(
                            "Phiếu của đơn vị “" + shown + "”; " + unit.name() + " (" + unit.id()
                                    + ") chỉ gửi phiếu do mình chấm.",
                            "This is a sheet of “" + shown + "”; " + unit.name() + " (" + unit.id()
                                    + ") sends only sheets that it scored itself."));
        }

        private Violation sheetTwice(SheetRow row, long times) {
            return new Violation(
                    SheetRow.pointer(row.number(), ""),
                    "sheet-twice",
                    new Text(
                            "Phiếu này có ở " + times + " dòng của tệp; hãy giữ lại đúng một dòng.",
                            "This sheet is in " + times + " rows of the file; keep exactly one."));
        }
    }
}
