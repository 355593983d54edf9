package vn.thidua.proof.log;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a log in memory, for as long as the process lives. Thread-safe. */
public final class MemoryTileStore implements TileStore {

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(TilePath.checked(path))).map(byte[]::clone);
    }

    @Override
    public void write(String path, byte[] content) {
        files.merge(TilePath.checked(path), content.clone(), (held, written) -> {
            if (TilePath.isWholeTile(path) && !Arrays.equals(held, written)) {
                throw new WholeTileChanged(path);
            }
            return written;
        });
    }

    @Override
    public void discard(String path) {
        files.remove(TilePath.checked(path));
    }
}
