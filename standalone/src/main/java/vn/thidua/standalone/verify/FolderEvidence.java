package vn.thidua.standalone.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.EventJson;
import vn.thidua.proof.log.DirectoryTileStore;
import vn.thidua.proof.log.TileStore;

/** A log in a folder, as it was downloaded or copied, and standings in a file if there are any. */
record FolderEvidence(Path folder, @Nullable Path published) implements Evidence {

    @Override
    public TileStore log(String origin) {
        return new DirectoryTileStore(folder);
    }

    @Override
    public Optional<String> key(String origin) {
        return Optional.empty();
    }

    @Override
    public Optional<JsonNode> standings(String board) {
        if (published == null) {
            return Optional.empty();
        }
        try {
            var json = EventJson.mapper().readTree(Files.readAllBytes(published));
            return Optional.of(json.has("rows") ? json : json.path("standings"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Map<Place, Map<String, Kept>> sheets(String board) {
        return null;
    }

    @Override
    public void close() {}
}
