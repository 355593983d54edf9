package vn.thidua.scoring.proof.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import vn.thidua.proof.log.TileStore;
import vn.thidua.scoring.proof.Origin;
import vn.thidua.scoring.proof.Seasons;

/**
 * A log in the collection {@value #HEADS}: {@code {_id: origin, version, checkpoint, files: [{path, content}]}}, where
 * {@code files} are those that the last checkpoint came with; and in {@value #TILES}: {@code {_id: origin/path, content}},
 * the tiles and bundles that no longer change.
 */
@Repository
public class MongoSeasons implements Seasons {

    public static final String HEADS = "seasonLogs";
    public static final String TILES = "seasonTiles";

    private final MongoCollection<Document> heads;
    private final MongoCollection<Document> tiles;

    public MongoSeasons(MongoDatabase database) {
        heads = database.getCollection(HEADS);
        tiles = database.getCollection(TILES);
        heads.createIndex(new Document("_id", 1).append("version", 1), new IndexOptions().unique(true));
    }

    @Override
    public TileStore open(Origin origin) {
        return new MongoTileStore(origin, heads, tiles);
    }

    @Override
    public Optional<String> checkpoint(Origin origin) {
        var head = heads.find(new Document("_id", origin.toString()))
                .projection(new Document("checkpoint", 1))
                .first();
        return Optional.ofNullable(head).map(found -> found.getString("checkpoint"));
    }

    @Override
    public List<Origin> page(@Nullable Origin after, int limit) {
        var from = after == null ? new Document() : new Document("_id", new Document("$gt", after.toString()));
        return heads.find(from)
                .projection(new Document("_id", 1))
                .sort(new Document("_id", 1))
                .limit(limit)
                .map(head -> origin(head.getString("_id")))
                .into(new ArrayList<>());
    }

    private static Origin origin(String id) {
        var parts = id.split("/", 3);
        return new Origin(parts[1], parts[2]);
    }
}
