package vn.thidua.scoring.system.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import vn.thidua.scoring.system.DistrictSystem;
import vn.thidua.scoring.system.Systems;

/** Systems in the collection {@code systems}: {@code {_id: unit, registeredAt}}. */
@Repository
public class MongoSystems implements Systems {

    private final MongoCollection<Document> systems;

    public MongoSystems(MongoDatabase database) {
        this.systems = database.getCollection("systems");
    }

    @Override
    public boolean add(DistrictSystem system) {
        try {
            systems.insertOne(
                    new Document("_id", system.unit()).append("registeredAt", Date.from(system.registeredAt())));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<DistrictSystem> find(String unit) {
        return Optional.ofNullable(systems.find(new Document("_id", unit)).first())
                .map(MongoSystems::system);
    }

    @Override
    public List<DistrictSystem> page(@Nullable String after, int limit) {
        var from = after == null ? new Document() : new Document("_id", new Document("$gt", after));
        return systems.find(from)
                .sort(new Document("_id", 1))
                .limit(limit)
                .map(MongoSystems::system)
                .into(new ArrayList<>());
    }

    private static DistrictSystem system(Document found) {
        return new DistrictSystem(
                found.getString("_id"), found.getDate("registeredAt").toInstant());
    }
}
