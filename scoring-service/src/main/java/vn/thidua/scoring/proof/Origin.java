package vn.thidua.scoring.proof;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import vn.thidua.scoring.board.BoardId;

/** The name of a season's log: {@code thidua/<cluster>/<year>}. */
public record Origin(String cluster, String year) {

    private static final Pattern YEAR = Pattern.compile("[12][0-9]{3}");
    private static final int YEAR_LENGTH = 4;

    /** @throws IllegalArgumentException when the year is none */
    public Origin {
        requireNonNull(cluster, "cluster");
        if (!YEAR.matcher(year).matches()) {
            throw new IllegalArgumentException("\"" + year + "\" is no year");
        }
    }

    /** The log that this board's season has. */
    public static Origin of(BoardId board) {
        return new Origin(board.cluster(), board.period().substring(0, YEAR_LENGTH));
    }

    /** The same from the board's id. */
    static Origin of(String board) {
        return of(BoardId.parse(board).orElseThrow(() -> new IllegalArgumentException(board + " is no board")));
    }

    @Override
    public String toString() {
        return "thidua/" + cluster + "/" + year;
    }
}
