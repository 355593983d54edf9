package vn.thidua.scoring.file;

import java.util.List;

/** The cells of a file's first sheet; rows without content are left out. */
public record Grid(List<Row> rows) {

    /** So many rows with content are read. */
    public static final int MOST_ROWS = 1_000;

    /** So many rows may stand above the first row of data. */
    public static final int MOST_HEADINGS = 20;

    /** So many columns are read. */
    public static final int MOST_COLUMNS = 1_000;

    public Grid {
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param number as a spreadsheet shows it, from 1
     * @param cells from the first column on
     */
    public record Row(int number, List<Cell> cells) {

        public Row {
            cells = List.copyOf(cells);
        }

        /** The cell in this column, from 0. */
        public Cell cell(int column) {
            return column < cells.size() ? cells.get(column) : Cell.BLANK;
        }
    }

    /** The address of a cell as a spreadsheet shows it, for example {@code G7}. */
    public static String address(int row, int column) {
        var letters = new StringBuilder();
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.append(row).toString();
    }
}
