package vn.thidua.proof.log;

import java.util.regex.Pattern;

/** The paths of a log's files (C2SP tlog-tiles). */
final class TilePath {

    /** How many hashes a whole tile has, or entries a whole bundle. */
    static final int WIDTH = 256;

    static final String CHECKPOINT = "checkpoint";

    private static final Pattern TILE =
            Pattern.compile("tile/(?:entries|[0-9]|[1-5][0-9]|6[0-3])/(?:x[0-9]{3}/)*[0-9]{3}"
                    + "(?<part>\\.p/(?:[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?");

    private TilePath() {}

    /**
     * A tile of hashes.
     *
     * @param width how many hashes there are, {@link #WIDTH} when it is whole
     */
    static String hashes(int level, long index, int width) {
        return "tile/" + level + "/" + path(index, width);
    }

    /** A bundle of entries. */
    static String entries(long index, int width) {
        return "tile/entries/" + path(index, width);
    }

    /** Groups of three digits, all but the last marked, so that no file has the name of a folder. */
    private static String path(long index, int width) {
        var path = new StringBuilder(threeDigits(index % 1000));
        for (var rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x" + threeDigits(rest % 1000) + "/");
        }
        return width == WIDTH
                ? path.toString()
                : path.append(".p/").append(width).toString();
    }

    private static String threeDigits(long number) {
        return Long.toString(1000 + number).substring(1);
    }

    static boolean isWholeTile(String path) {
        var tile = TILE.matcher(path);
        return tile.matches() && tile.group("part") == null;
    }

    /** @throws IllegalArgumentException when a log has no such file */
    static String checked(String path) {
        if (!path.equals(CHECKPOINT) && !TILE.matcher(path).matches()) {
            throw new IllegalArgumentException("a log has no file \"" + path + "\"");
        }
        return path;
    }
}
