package vn.thidua.scoring.proof;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.thidua.proof.log.TileStore;

/**
 * A log's files as they are published. Of a partial tile the store keeps the newest only: an earlier width of it is the
 * first part of that one.
 */
public final class PublishedFiles {

    private static final int WHOLE = 256;
    private static final int HASH = 32;
    private static final Pattern TILE =
            Pattern.compile("tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

    private final Seasons seasons;

    public PublishedFiles(Seasons seasons) {
        this.seasons = seasons;
    }

    /** The file of this path, for example {@code tile/0/000.p/39}; nothing when the log has none. */
    public Optional<byte[]> find(Origin origin, String path) {
        var tile = TILE.matcher(path);
        if (!tile.matches()) {
            return Optional.empty();
        }
        var store = seasons.open(origin);
        var part = tile.group(3);
        if (part == null) {
            return store.read(path);
        }
        var width = Integer.parseInt(part);
        if (width < 1 || width >= WHOLE) {
            return Optional.empty();
        }
        var whole = "tile/" + tile.group(1) + "/" + tile.group(2);
        return widest(store, whole, width)
                .flatMap(content -> tile.group(1).equals("entries")
                        ? firstEntries(content, width)
                        : Optional.of(content)
                                .filter(hashes -> hashes.length >= width * HASH)
                                .map(hashes -> Arrays.copyOf(hashes, width * HASH)));
    }

    private static Optional<byte[]> widest(TileStore store, String whole, int width) {
        for (var held = width; held < WHOLE; held++) {
            var part = store.read(whole + ".p/" + held);
            if (part.isPresent()) {
                return part;
            }
        }
        return store.read(whole);
    }

    private static Optional<byte[]> firstEntries(byte[] bundle, int width) {
        var end = 0;
        for (var entry = 0; entry < width; entry++) {
            if (end + 2 > bundle.length) {
                return Optional.empty();
            }
            end += 2 + ((bundle[end] & 0xff) << 8 | bundle[end + 1] & 0xff);
        }
        return Optional.of(Arrays.copyOf(bundle, end));
    }
}
