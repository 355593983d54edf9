package vn.thidua.scoring.proof.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import vn.thidua.proof.log.TileStore;
import vn.thidua.scoring.proof.Origin;
import vn.thidua.scoring.proof.Seasons.Outrun;

/**
 * One log, as it was when this was made. Its head's document is the transaction: writing the checkpoint stores it
 * together with every file that was written since the last one, under a guard, in one write. A whole tile stays in the
 * head until the next checkpoint, which puts it to the other tiles first; it is the same there whoever does it.
 */
final class MongoTileStore implements TileStore {

    private static final String CHECKPOINT = "checkpoint";

    private final Origin origin;
    private final MongoCollection<Document> heads;
    private final MongoCollection<Document> tiles;

    private Map<String, byte[]> held = new HashMap<>();
    private Map<String, byte[]> written = new HashMap<>();
    private long version;

    MongoTileStore(Origin origin, MongoCollection<Document> heads, MongoCollection<Document> tiles) {
        this.origin = origin;
        this.heads = heads;
        this.tiles = tiles;
        var head = heads.find(new Document("_id", origin.toString())).first();
        if (head != null) {
            version = head.get("version", Number.class).longValue();
            held.put(CHECKPOINT, head.getString(CHECKPOINT).getBytes(UTF_8));
            for (var file : head.getList("files", Document.class)) {
                held.put(
                        file.getString("path"),
                        file.get("content", Binary.class).getData());
            }
        }
    }

    @Override
    public Optional<byte[]> read(String path) {
        var known = written.getOrDefault(path, held.get(path));
        return known == null && isWhole(path)
                ? stored(path)
                : Optional.ofNullable(known).map(byte[]::clone);
    }

    private Optional<byte[]> stored(String path) {
        var tile = tiles.find(new Document("_id", id(path))).first();
        return Optional.ofNullable(tile)
                .map(found -> found.get("content", Binary.class).getData());
    }

    private String id(String path) {
        return origin + "/" + path;
    }

    private static boolean isWhole(String path) {
        return !path.equals(CHECKPOINT) && !path.contains(".p/");
    }

    @Override
    public void write(String path, byte[] content) {
        written.put(path, content.clone());
        if (path.equals(CHECKPOINT)) {
            publish();
        }
    }

    private void publish() {
        held.forEach((path, content) -> {
            if (isWhole(path)) {
                keep(path, content);
            }
        });
        var state = new Document("version", version + 1)
                .append(CHECKPOINT, new String(written.getOrDefault(CHECKPOINT, new byte[0]), UTF_8))
                .append(
                        "files",
                        written.entrySet().stream()
                                .filter(file -> !file.getKey().equals(CHECKPOINT))
                                .map(file -> new Document("path", file.getKey())
                                        .append("content", new Binary(file.getValue())))
                                .toList());
        if (!(version == 0 ? inserted(state) : updated(state))) {
            throw new Outrun(origin);
        }
        version++;
        // The log has its right edge in memory already.
        held = new HashMap<>(written);
        held.keySet().removeIf(path -> !isWhole(path));
        written = new HashMap<>();
    }

    private boolean inserted(Document state) {
        try {
            var head = new Document("_id", origin.toString());
            head.putAll(state);
            heads.insertOne(head);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private boolean updated(Document state) {
        var guard = new Document("_id", origin.toString()).append("version", version);
        return heads.updateOne(guard, new Document("$set", state)).getMatchedCount() == 1;
    }

    private void keep(String path, byte[] content) {
        try {
            tiles.insertOne(new Document("_id", id(path)).append("content", new Binary(content)));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            if (!stored(path).filter(other -> Arrays.equals(other, content)).isPresent()) {
                throw new WholeTileChanged(id(path));
            }
        }
    }

    /** A part that is not written again with a checkpoint is not kept with it. */
    @Override
    public void discard(String path) {
        written.remove(path);
    }
}
