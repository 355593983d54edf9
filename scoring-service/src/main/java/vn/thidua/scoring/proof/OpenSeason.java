package vn.thidua.scoring.proof;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Receipt;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringOpened;
import vn.thidua.proof.ReceiptProof;
import vn.thidua.proof.entry.Entry;
import vn.thidua.proof.log.SeasonLog;
import vn.thidua.proof.merkle.Hash;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.sheet.Sheet;

/**
 * A season's log while it is written to, with what is in it. What is appended is durable, and may be proved, after
 * {@link #publish}. Used by one thread at a time; after an exception good only to be {@linkplain #reopened opened again}.
 */
final class OpenSeason {

    private final SeasonLog log;
    private final Contents contents;
    private final Entries entries;
    private final Boards boards;
    private final Supplier<String> chance;
    private final List<Entry> unpublished = new ArrayList<>();

    OpenSeason(SeasonLog log, Entries entries, Boards boards, Supplier<String> chance) {
        this(log, new Contents(), entries, boards, chance);
    }

    /** @param contents what is known already of the log's beginning */
    private OpenSeason(SeasonLog log, Contents contents, Entries entries, Boards boards, Supplier<String> chance) {
        this.log = log;
        this.contents = contents;
        this.entries = entries;
        this.boards = boards;
        this.chance = chance;
        var published = log.published();
        while (contents.size() < published.size()) {
            for (var entry : published.entriesFrom(contents.size())) {
                contents.add(Entry.decode(entry));
            }
        }
    }

    /**
     * The season as it is stored now, without what was not published; this one is worthless then. Of a log that continues
     * the one that this knows, only what came since is read.
     */
    OpenSeason reopened(SeasonLog stored) {
        unpublished.reversed().forEach(contents::remove);
        var known = log.published().published().checkpoint();
        return new OpenSeason(
                stored, stored.published().continues(known) ? contents : new Contents(), entries, boards, chance);
    }

    Contents contents() {
        return contents;
    }

    void opened(ScoringOpened opened) {
        if (contents.opened(opened.board()) == null) {
            append(Entries.opened(opened));
        }
    }

    /** The revisions up to this one that are not in the log yet, in their order. */
    void sheet(Sheet sheet, long revision, Entries entries) {
        var id = sheet.id().toString();
        for (var next = contents.lastOf(id) + 1; next <= revision; next++) {
            if (contents.isClosed(sheet.id().board())) {
                throw new IllegalStateException(
                        "revision " + next + " of " + id + " counts, and the log has its board closed without it");
            }
            openedFirst(sheet.id().board());
            append(entries.sheet(sheet.history().get((int) next - 1), chance.get()));
        }
    }

    private void openedFirst(String board) {
        if (contents.opened(board) == null) {
            var opened =
                    BoardId.parse(board).flatMap(boards::find).orElseThrow().opened();
            if (opened == null) {
                throw new IllegalStateException("sheets on board " + board + ", which was not opened");
            }
            opened(opened);
        }
    }

    /**
     * The closing, after the sheets that it counts.
     *
     * @param sheets those that may not be in the log yet, by id
     */
    void closed(
            ScoringOpened opened, @Nullable ScorerRecused recused, ScoringClosed closed, Map<SheetId, Sheet> sheets) {
        if (contents.isClosed(closed.board())) {
            return;
        }
        opened(opened);
        sheets.forEach((id, sheet) -> closed.manifest().stream()
                .filter(counted -> counted.sheet().equals(id.toString()))
                .forEach(counted -> sheet(sheet, counted.revision(), entries)));
        var digests = new ArrayList<String>();
        for (var counted : closed.manifest()) {
            if (contents.lastOf(counted.sheet()) != counted.revision()) {
                throw new IllegalStateException("the log has " + counted.sheet() + " at revision "
                        + contents.lastOf(counted.sheet()) + ", and counted is " + counted.revision());
            }
            digests.add(contents.place(counted.sheet(), counted.revision())
                    .orElseThrow()
                    .digest());
        }
        if (recused != null) {
            append(Entries.recused(recused));
        }
        entries.closed(closed, digests).forEach(this::append);
    }

    /** A correction of final results, once the closing is in the log: the sheets that are not in it like this yet. */
    void corrected(ResultsFinalised results) {
        var known = contents.corrected(results.board());
        var isKnown = !known.isEmpty() && known.getLast().revision() >= results.revision();
        if (isKnown || !contents.isClosed(results.board())) {
            return;
        }
        var revisions = new HashMap<String, Long>();
        known.forEach(correction ->
                revisions.put(correction.sheet().sheet(), correction.sheet().revision()));
        var sheets = requireNonNullElse(results.corrected(), List.<ScoreSubmitted>of()).stream()
                .filter(sheet -> sheet.revision() > revisions.getOrDefault(sheet.sheet(), 0L))
                .toList();
        entries.corrected(results, sheets).forEach(this::append);
    }

    private void append(Entry entry) {
        log.append(entry.encode());
        contents.add(entry);
        unpublished.add(entry);
    }

    void publish() {
        log.publish();
        unpublished.clear();
    }

    long size() {
        return log.size();
    }

    /** The newest signed checkpoint. */
    String checkpoint() {
        return log.published().published().toString();
    }

    /** @param revision is in the log, and published */
    Receipt.Proof proof(Sheet sheet, long revision) {
        var place = contents.place(sheet.id().toString(), revision).orElseThrow();
        return told(ReceiptProof.of(log.published(), place.index()));
    }

    private static Receipt.Proof told(ReceiptProof proof) {
        return new Receipt.Proof(
                ReceiptProof.FORMAT,
                String.valueOf(proof.entry()),
                proof.leaf().base64(),
                proof.index(),
                proof.path().stream().map(Hash::base64).toList(),
                proof.checkpoint().toString());
    }
}
