package vn.thidua.proof.log;

import java.util.Optional;

/**
 * Where a log keeps its files, by the paths under which they are published: {@code checkpoint}, {@code tile/…},
 * {@code tile/….p/…}.
 *
 * <p>What {@link #write} and {@link #discard} did is durable when they return, or at the latest when the next checkpoint is
 * written, all at once; whoever reads meanwhile sees a file as
 * it was before or after, never half of it. A log has one writer; readers may be many.
 *
 * <p>Implementations throw {@link java.io.UncheckedIOException} when the store does not answer, and
 * {@link IllegalArgumentException} for a path that a log does not have.
 */
public interface TileStore {

    /** The file's content; empty when there is none. */
    Optional<byte[]> read(String path);

    /**
     * Writes a file. A whole tile or bundle never changes: to write it once more with the same content does nothing. A
     * partial one and the checkpoint are replaced.
     *
     * @throws WholeTileChanged when a whole tile or bundle is there already with other content
     */
    void write(String path, byte[] content);

    /** Removes a file, if it is there. */
    void discard(String path);

    /** Somebody tried to change what never changes. */
    final class WholeTileChanged extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        public WholeTileChanged(String path) {
            super(path + " is whole, and a whole tile never changes");
        }
    }
}
