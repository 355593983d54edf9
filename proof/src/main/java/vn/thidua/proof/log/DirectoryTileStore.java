package vn.thidua.proof.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keeps a log in a folder, in files that a web server can serve as they are. Each file appears at once and whole: it is
 * written beside its place, forced to the disk, and moved.
 */
public final class DirectoryTileStore implements TileStore {

    private final Path root;

    /** @param root the log's folder; made when something is first written */
    public DirectoryTileStore(Path root) {
        this.root = root;
    }

    @Override
    public Optional<byte[]> read(String path) {
        try {
            return Optional.of(Files.readAllBytes(file(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(String path, byte[] content) {
        if (TilePath.isWholeTile(path)) {
            var held = read(path);
            if (held.isPresent()) {
                if (!Arrays.equals(held.get(), content)) {
                    throw new WholeTileChanged(path);
                }
                return;
            }
        }
        try {
            put(file(path), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Path file, byte[] content) throws IOException {
        var folder = file.resolveSibling(".").normalize();
        Files.createDirectories(folder);
        var beside = Files.createTempFile(folder, ".", ".new");
        try {
            try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                for (var buffer = ByteBuffer.wrap(content); buffer.hasRemaining(); ) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        force(folder);
    }

    /** A move is durable only when its folder is. */
    private static void force(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system opens folders; where it does not, it has no such promise to give either.
            return;
        }
    }

    @Override
    public void discard(String path) {
        try {
            Files.deleteIfExists(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String path) {
        return root.resolve(TilePath.checked(path));
    }
}
