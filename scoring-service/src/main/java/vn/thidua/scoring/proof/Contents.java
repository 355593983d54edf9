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

    private final Map<String, Opened> opened = new HashMap<>();
    private final Map<String, Recused> recused = new HashMap<>();
    private final Map<String, List<Closed>> closed = new HashMap<>();
    private final Map<String, List<Corrected>> corrected = new HashMap<>();
    private final Map<String, List<Place>> sheets = new HashMap<>();

    void add(long index, Entry entry) {
        switch (entry) {
            case Opened opening -> opened.put(opening.board(), opening);
            case Sheet sheet ->
                sheets.computeIfAbsent(sheet.sheet(), id -> new ArrayList<>(1)).add(new Place(index, sheet.digest()));
            case Recused recusal -> recused.put(recusal.board(), recusal);
            case Closed closing ->
                closed.computeIfAbsent(closing.board(), id -> new ArrayList<>(1))
                        .add(closing);
            case Corrected correction ->
                corrected
                        .computeIfAbsent(correction.board(), id -> new ArrayList<>(1))
                        .add(correction);
        }
    }

    @Nullable
    Opened opened(String board) {
        return opened.get(board);
    }

    /** The newest recusals of a board. */
    @Nullable
    Recused recused(String board) {
        return recused.get(board);
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
