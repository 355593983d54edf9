package vn.thidua.bench.board;

import java.util.List;

/**
 * One cluster in one year: six units, each of which scores itself and the other five.
 *
 * @param units ids in the cluster's order
 */
public record GeneratedBoard(String cluster, int year, List<String> units, List<GeneratedSheet> sheets) {

    public GeneratedBoard {
        units = List.copyOf(units);
        sheets = List.copyOf(sheets);
    }

    /** The unit that heads the cluster. */
    public String head() {
        return units.getFirst();
    }

    /** The board's id. */
    public String id() {
        return cluster + ":" + year;
    }
}
