package vn.thidua.scoring.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.proof.entry.Closed;
import vn.thidua.proof.entry.Corrected;
import vn.thidua.proof.entry.Entry;
import vn.thidua.proof.entry.Opened;
import vn.thidua.proof.entry.Recused;
import vn.thidua.proof.entry.Sheet;

/**
 * What is in a season's log, so that nothing comes into it twice: the log is its own index. Some hundred bytes for each
 * entry. Not thread-safe.
 */
final class Contents {

    private final Map<String, List<Opened>> opened = new HashMap<>();
    private final Map<String, List<Recused>> recused = new HashMap<>();
    private final Map<String, List<Closed>> closed = new HashMap<>();
    private final Map<String, List<Corrected>> corrected = new HashMap<>();
    private final Map<String, List<Place>> sheets = new HashMap<>();
    private long size;

    /** How many entries there are. */
    long size() {
        return size;
    }

    /** The next entry of the log. */
    void add(Entry entry) {
        switch (entry) {
            case Opened opening -> add(opened, opening.board(), opening);
            case Sheet sheet -> add(sheets, sheet.sheet(), new Place(size, sheet.digest()));
            case Recused recusal -> add(recused, recusal.board(), recusal);
            case Closed closing -> add(closed, closing.board(), closing);
            case Corrected correction -> add(corrected, correction.board(), correction);
        }
        size++;
    }

    private static <T> void add(Map<String, List<T>> known, String of, T one) {
        known.computeIfAbsent(of, id -> new ArrayList<>(1)).add(one);
    }

    /** @param last the last entry, which is not in the log after all */
    void remove(Entry last) {
        switch (last) {
            case Opened opening -> removeLast(opened, opening.board());
            case Sheet sheet -> removeLast(sheets, sheet.sheet());
            case Recused recusal -> removeLast(recused, recusal.board());
            case Closed closing -> removeLast(closed, closing.board());
            case Corrected correction -> removeLast(corrected, correction.board());
        }
        size--;
    }

    private static <T> void removeLast(Map<String, List<T>> known, String of) {
        known.computeIfPresent(of, (id, all) -> {
            all.removeLast();
            return all.isEmpty() ? null : all;
        });
    }

    @Nullable
    Opened opened(String board) {
        var known = opened.get(board);
        return known == null ? null : known.getLast();
    }

    /** The newest recusals of a board. */
    @Nullable
    Recused recused(String board) {
        var known = recused.get(board);
        return known == null ? null : known.getLast();
    }

    boolean isClosed(String board) {
        return closed.containsKey(board);
    }

    List<Closed> closed(String board) {
        return closed.getOrDefault(board, List.of());
    }

    /** The corrections of a board's results, in their order. */
    List<Corrected> corrected(String board) {
        return corrected.getOrDefault(board, List.of());
    }

    /** The number of the sheet's last revision that is in the log; 0 when there is none. */
    long lastOf(String sheet) {
        return sheets.getOrDefault(sheet, List.of()).size();
    }

    Optional<Place> place(String sheet, long revision) {
        var places = sheets.getOrDefault(sheet, List.of());
        return revision < 1 || revision > places.size()
                ? Optional.empty()
                : Optional.of(places.get((int) revision - 1));
    }

    /** The boards that are in the log. */
    Set<String> boards() {
        return opened.keySet();
    }

    /** The sheets of a board, each with the places of its revisions in their order. */
    Map<String, List<Place>> sheetsOf(String board) {
        var of = new HashMap<String, List<Place>>();
        sheets.forEach((sheet, places) -> {
            if (sheet.startsWith(board + "/")) {
                of.put(sheet, List.copyOf(places));
            }
        });
        return of;
    }

    /** Where a revision of a sheet is, and its digest there. */
    record Place(long index, String digest) {}
}
