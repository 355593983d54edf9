package vn.thidua.ranking.standings.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import vn.thidua.events.EventJson;
import vn.thidua.ranking.standings.Boards;
import vn.thidua.ranking.standings.rebuild.Rebuild;
import vn.thidua.ranking.standings.rebuild.Rebuilds;

/**
 * Rebuilds in MongoDB, a document each; that one of them runs is a document, too. A generation is a collection of its
 * own, which need not outlive its process: its writes wait for no journal.
 */
public final class MongoRebuilds implements Rebuilds {

    private static final String GENERATION = "boards-rebuilt-";
    private static final String RUNNING = "running";
    private static final String ID = "_id";
    private static final String REBUILD = "rebuild";
    private static final String SEEN_AT = "seenAt";
    private static final String JSON = "json";

    private final MongoDatabase database;
    private final MongoCollection<Document> collection;

    public MongoRebuilds(MongoDatabase database) {
        this.database = database;
        this.collection = database.getCollection("rebuilds");
    }

    @Override
    public boolean begin(Rebuild rebuild, Instant silentSince) {
        var running =
                new Document(ID, RUNNING).append(REBUILD, rebuild.id()).append(SEEN_AT, Date.from(rebuild.seenAt()));
        // One that fell silent gives its place up, to exactly one other: whoever deletes it as it was seen.
        var present = collection.find(new Document(ID, RUNNING)).first();
        if (present != null && present.getDate(SEEN_AT).toInstant().isBefore(silentSince)) {
            collection.deleteOne(present);
        }
        try {
            collection.insertOne(running);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
        write(rebuild);
        return true;
    }

    @Override
    public void save(Rebuild rebuild) {
        write(rebuild);
        var own = new Document(ID, RUNNING).append(REBUILD, rebuild.id());
        if (rebuild.state().isEnd()) {
            collection.deleteOne(own);
        } else {
            collection.updateOne(own, new Document("$set", new Document(SEEN_AT, Date.from(rebuild.seenAt()))));
        }
    }

    private void write(Rebuild rebuild) {
        collection.replaceOne(
                new Document(ID, rebuild.id()),
                new Document(ID, rebuild.id()).append(JSON, EventJson.mapper().writeValueAsString(rebuild)),
                new ReplaceOptions().upsert(true));
    }

    @Override
    public Optional<Rebuild> find(String id) {
        return Optional.ofNullable(collection.find(new Document(ID, id)).first())
                .filter(document -> document.containsKey(JSON))
                .map(MongoRebuilds::rebuild);
    }

    @Override
    public List<Rebuild> latest(int limit) {
        return collection
                .find(Filters.exists(JSON))
                .sort(Sorts.descending(ID))
                .limit(limit)
                .map(MongoRebuilds::rebuild)
                .into(new ArrayList<>());
    }

    private static Rebuild rebuild(Document document) {
        return EventJson.mapper().readValue(document.getString(JSON), Rebuild.class);
    }

    @Override
    public Boards generation(String rebuild) {
        var beside = database.getCollection(GENERATION + rebuild)
                .withWriteConcern(WriteConcern.W1)
                .withReadConcern(ReadConcern.LOCAL);
        return new MongoBoards(beside, (board, entries) -> {});
    }

    @Override
    public void dropAllBut(String rebuild) {
        database.listCollectionNames().into(new ArrayList<>()).stream()
                .filter(name -> name.startsWith(GENERATION) && !name.equals(GENERATION + rebuild))
                .forEach(name -> database.getCollection(name).drop());
    }

    @Override
    public void drop(String rebuild) {
        database.getCollection(GENERATION + rebuild).drop();
    }
}
