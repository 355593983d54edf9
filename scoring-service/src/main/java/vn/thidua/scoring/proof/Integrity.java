package vn.thidua.scoring.proof;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.messaging.patrol.Patrol;
import vn.thidua.proof.entry.Closed;
import vn.thidua.proof.entry.Opened;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.Rounds;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.sheet.CanonicalSheet;
import vn.thidua.scoring.sheet.Revision;
import vn.thidua.scoring.sheet.Sheet;
import vn.thidua.scoring.sheet.Sheets;

/**
 * Compares what is stored with the signed logs, in {@link Patrol portions}, so that nothing is read whole at once. What differs
 * stays named until it no longer does. Used by one thread; {@link #found} by any.
 */
public final class Integrity {

    private static final int SHEETS_AT_ONCE = 500;

    private final SeasonLogs logs;
    private final Boards boards;
    private final Sheets sheets;
    private final Consumer<BoardId> untold;
    private final Consumer<String> closed;

    private final Map<String, List<Finding>> found = new ConcurrentHashMap<>();
    private final Patrol<String, String> boardPatrol;
    private final LogPatrol logPatrol;

    /**
     * @param untold asked to tell a closing that a damaged log, or a crash, has kept back
     * @param closed told of each board whose closing was told and fits its log
     */
    public Integrity(
            SeasonLogs logs,
            Seasons seasons,
            Boards boards,
            Sheets sheets,
            Consumer<BoardId> untold,
            Consumer<String> closed) {
        this.logs = logs;
        this.untold = untold;
        this.closed = closed;
        this.boards = boards;
        this.sheets = sheets;
        boardPatrol = new Patrol<>(boards::ids, id -> id);
        logPatrol = new LogPatrol(seasons, logs, (origin, findings) -> remember("log " + origin, findings));
    }

    /** Checks the next portion. */
    public void step() {
        logPatrol.step();
        boardPatrol.next().forEach(this::check);
    }

    /** What differs, as it was when last looked at. */
    public List<Finding> found() {
        return found.values().stream().flatMap(List::stream).toList();
    }

    private void remember(String subject, List<Finding> findings) {
        if (findings.isEmpty()) {
            found.remove(subject);
        } else {
            found.put(subject, List.copyOf(findings));
        }
    }

    private void check(String id) {
        var looked = look(id);
        if (!looked.findings().isEmpty()) {
            // Another instance may have written what this one does not know of yet, and what comes in between the look
            // at the log and the look at the sheets is ahead of it: only what a second look finds again is so.
            var first = Set.copyOf(looked.findings());
            BoardId.parse(id).map(Origin::of).ifPresent(logs::readOn);
            looked = look(id).onlyOf(first);
        }
        remember("board " + id, looked.findings());
        if (looked.findings().isEmpty()
                && looked.board() != null
                && looked.board().phase() instanceof Board.Closed(var rules, var closing, var by)) {
            if (closing.checkpoint() == null) {
                untold.accept(looked.board().id());
            } else {
                closed.accept(id);
            }
        }
    }

    /** What somebody wrote there may not even be what the service can read: that holds up no other board. */
    private Looked look(String id) {
        try {
            var board = BoardId.parse(id).flatMap(boards::find).orElse(null);
            return board == null || board.opened() == null
                    ? new Looked(null, List.of())
                    : new Looked(board, compare(board));
        } catch (ClassCastException
                | IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | UnreadableEvent e) {
            return new Looked(
                    null,
                    List.of(new Finding(
                            id,
                            "Bảng, hoặc một phiếu của nó, không đọc được nữa: " + e.getMessage() + ".",
                            "The board, or a sheet of it, cannot be read any more: " + e.getMessage() + ".")));
        }
    }

    /** An opened board and what is wrong with it. */
    private record Looked(@Nullable Board board, List<Finding> findings) {

        Looked onlyOf(Set<Finding> some) {
            return new Looked(board, findings.stream().filter(some::contains).toList());
        }
    }

    private List<Finding> compare(Board stored) {
        var id = stored.id().toString();
        // The log first: what is stored may only be ahead of it.
        var logged = logs.look(Origin.of(stored.id()), contents -> Logged.of(contents, id));
        var board = boards.find(stored.id()).orElse(stored);
        var opened = board.opened();
        if (logged.isEmpty() || opened == null) {
            return List.of();
        }
        var log = logged.get();
        if (log.opened() == null) {
            logs.opened(opened);
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        if (!log.opened().equals(Entries.opened(opened))) {
            findings.add(new Finding(
                    id,
                    "Thể lệ đã mở của bảng không như nhật ký ghi.",
                    "The rules that the board was opened under are not those in the log."));
        }
        if (board.phase() instanceof Board.Closed(var rules, var closed, var by)
                && !log.closed().isEmpty()) {
            var counted = closed.manifest().stream()
                    .map(sheet -> sheet.sheet() + "@" + sheet.revision())
                    .toList();
            var named = log.closed().stream()
                    .flatMap(part -> part.manifest().stream())
                    .map(sheet -> sheet.sheet() + "@" + sheet.revision())
                    .toList();
            if (!counted.equals(named)) {
                findings.add(new Finding(
                        id,
                        "Danh sách phiếu được tính không như nhật ký ghi.",
                        "The manifest of counted sheets is not the one in the log."));
            }
        }
        var ids = new HashSet<>(log.sheets().keySet());
        Rounds.of(opened).expected().forEach(sheet -> ids.add(sheet.toString()));
        var all = ids.stream().sorted().toList();
        for (var from = 0; from < all.size(); from += SHEETS_AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + SHEETS_AT_ONCE));
            var kept = sheets.findAll(some.stream().map(Integrity::id).collect(toSet()));
            var digests = logs.digests(kept.values().stream()
                    .flatMap(sheet -> sheet.history().stream()
                            .limit(log.places(sheet.id().toString()).size()))
                    .toList());
            for (var sheet : some) {
                compare(sheet, log.places(sheet), kept.get(id(sheet)), digests, findings);
            }
        }
        return findings;
    }

    private static SheetId id(String sheet) {
        return SheetId.parse(sheet).orElseThrow(() -> new IllegalArgumentException(sheet + " is no sheet"));
    }

    private static void compare(
            String id,
            List<Contents.Place> logged,
            @Nullable Sheet kept,
            Function<Revision, String> digests,
            List<Finding> findings) {
        var held = kept == null ? 0 : kept.history().size();
        if (held < logged.size()) {
            findings.add(new Finding(
                    id,
                    "Chỉ còn " + held + " bản, nhật ký có " + logged.size() + ".",
                    "There are only " + held + " revisions, and the log has " + logged.size() + "."));
        }
        if (kept == null) {
            return;
        }
        if (kept.published() > logged.size()) {
            findings.add(new Finding(
                    id,
                    "Bản " + kept.published() + " đã được báo đi nhưng không có trong nhật ký.",
                    "Revision " + kept.published() + " was told to others and is not in the log."));
        }
        for (var revision : kept.history()) {
            var number = (int) revision.number();
            var isSame = CanonicalSheet.digest(revision.content()).equals(revision.digest())
                    && Objects.equals(revision.content().sheet().toString(), id)
                    && (number > logged.size()
                            || logged.get(number - 1).digest().equals(digests.apply(revision)));
            if (!isSame) {
                findings.add(new Finding(
                        id,
                        "Nội dung bản " + number + " đã bị sửa nơi lưu trữ: không còn khớp nhật ký.",
                        "The content of revision " + number
                                + " was changed where it is kept: it no longer fits the log."));
            }
        }
    }

    /** What the log says of one board. */
    private record Logged(@Nullable Opened opened, List<Closed> closed, Map<String, List<Contents.Place>> sheets) {

        static Logged of(Contents contents, String board) {
            return new Logged(contents.opened(board), contents.closed(board), contents.sheetsOf(board));
        }

        /** Of each revision of a sheet that is in the log. */
        List<Contents.Place> places(String sheet) {
            return sheets.getOrDefault(sheet, List.of());
        }
    }

    /**
     * Something that differs.
     *
     * @param subject the log, the board or the sheet
     */
    public record Finding(String subject, String vi, String en) {}
}
