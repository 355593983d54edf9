package vn.thidua.scoring.unit.mongo;

import static java.util.stream.Collectors.toMap;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import vn.thidua.scoring.unit.Unit;
import vn.thidua.scoring.unit.Units;

/** Units in the collection {@code units}: {@code {_id, name}}. */
@Repository
public class MongoUnits implements Units {

    private final MongoCollection<Document> units;

    public MongoUnits(MongoDatabase database) {
        this.units = database.getCollection("units");
    }

    @Override
    public boolean put(Unit unit) {
        var written = units.replaceOne(
                new Document("_id", unit.id()),
                new Document("_id", unit.id()).append("name", unit.name()),
                new ReplaceOptions().upsert(true));
        return written.getUpsertedId() != null;
    }

    @Override
    public Optional<Unit> find(String id) {
        return Optional.ofNullable(units.find(new Document("_id", id)).first()).map(MongoUnits::unit);
    }

    @Override
    public Map<String, Unit> findAll(Collection<String> ids) {
        var found = units.find(new Document("_id", new Document("$in", List.copyOf(ids))))
                .map(MongoUnits::unit);
        return found.into(new ArrayList<>()).stream().collect(toMap(Unit::id, Function.identity()));
    }

    @Override
    public List<Unit> page(@Nullable String after, int limit) {
        var from = after == null ? new Document() : new Document("_id", new Document("$gt", after));
        return units.find(from)
                .sort(new Document("_id", 1))
                .limit(limit)
                .map(MongoUnits::unit)
                .into(new ArrayList<>());
    }

    private static Unit unit(Document unit) {
        return new Unit(unit.getString("_id"), unit.getString("name"));
    }
}
