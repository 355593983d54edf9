package vn.thidua.scoring.scoretable.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import vn.thidua.events.EventJson;
import vn.thidua.events.ScoreTable;
import vn.thidua.scoring.scoretable.ScoreTables;

/**
 * Score tables in the collection {@code score-tables}: {@code {_id: cluster/version, cluster, table}}, the table as the
 * contract writes it.
 */
@Repository
public class MongoScoreTables implements ScoreTables {

    private final MongoCollection<Document> tables;

    public MongoScoreTables(MongoDatabase database) {
        this.tables = database.getCollection("score-tables");
    }

    @Override
    public Optional<ScoreTable> find(String cluster, String version) {
        return Optional.ofNullable(
                        tables.find(new Document("_id", id(cluster, version))).first())
                .map(found -> table(found.get("table", Document.class)));
    }

    @Override
    public boolean add(String cluster, ScoreTable table) {
        try {
            tables.insertOne(new Document("_id", id(cluster, table.version()))
                    .append("cluster", cluster)
                    .append("table", document(table)));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public List<String> versions(String cluster, @Nullable String after, int limit) {
        // The id begins with the cluster: a range of ids, which every store finds without an index of its own.
        var range = new Document("$gt", id(cluster, after == null ? "" : after)).append("$lt", cluster + "0");
        return tables.find(new Document("_id", range))
                .projection(new Document("_id", 1))
                .sort(new Document("_id", 1))
                .limit(limit)
                .map(found -> requireNonNull(found.getString("_id")).substring(cluster.length() + 1))
                .into(new ArrayList<>());
    }

    private static String id(String cluster, String version) {
        return cluster + "/" + version;
    }

    private static Document document(ScoreTable table) {
        return Document.parse(EventJson.mapper().writeValueAsString(table));
    }

    private static ScoreTable table(Document document) {
        return EventJson.read(ScoreTable.class, document.toJson().getBytes(UTF_8));
    }
}
