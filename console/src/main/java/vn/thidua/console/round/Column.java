package vn.thidua.console.round;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.thidua.console.round.Board.Place;
import vn.thidua.console.round.Drafts.Draft;
import vn.thidua.console.round.Rounds.Sheet;

/**
 * A sheet as a column of the grid.
 *
 * @param name of the unit that it is for
 * @param recused why nothing is expected here; absent where a sheet is
 * @param sheet that stands, if one does
 * @param standing its cells
 * @param draft what was typed and not sent, if anything
 * @param trouble what came of sending it
 */
record Column(
        Place place,
        String name,
        @Nullable String recused,
        @Nullable Sheet sheet,
        Cells standing,
        @Nullable Draft draft,
        Trouble trouble) {

    static final String REASON = "reason";

    /**
     * Why it was not taken.
     *
     * @param faults by cell
     * @param sentences on the sheet as a whole
     * @param overtaken another revision stands than the one that was corrected
     */
    record Trouble(Map<String, List<String>> faults, List<String> sentences, boolean overtaken) {

        static final Trouble NONE = new Trouble(Map.of(), List.of(), false);

        public boolean any() {
            return overtaken || !faults.isEmpty() || !sentences.isEmpty();
        }
    }

    public String key() {
        return place.key();
    }

    /** What its cells read now. */
    public Cells cells() {
        return draft == null ? standing : new Cells(standing.table(), draft.texts());
    }

    public String reason() {
        return draft == null ? "" : draft.reason();
    }

    /** That is on the screen, and will be corrected; empty where no sheet stands. */
    public String revision() {
        if (draft != null && !trouble.overtaken()) {
            return draft.revision();
        }
        return sheet == null ? "" : Long.toString(sheet.revision());
    }

    public boolean isFaulty(String cell) {
        return trouble.faults().containsKey(cell);
    }

    public List<String> faults(String cell) {
        return trouble.faults().getOrDefault(cell, List.of());
    }

    /** What stands in a cell where the draft says something else, once the two have to be compared; else nothing. */
    public @Nullable String other(String cell) {
        var stands = standing.text(cell);
        return trouble.overtaken() && !stands.equals(cells().text(cell)) ? stands : null;
    }
}
