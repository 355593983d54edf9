package vn.thidua.ranking.standings.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;
import vn.thidua.events.EventJson;
import vn.thidua.ranking.standings.correction.Correction;
import vn.thidua.ranking.standings.correction.Corrections;

/** Corrections in MongoDB, a document each: {@code {_id: board/number, version, board, json}}. Those of a board are few. */
public final class MongoCorrections implements Corrections {

    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String BOARD = "board";
    private static final String JSON = "json";

    private final MongoCollection<Document> collection;

    public MongoCorrections(MongoCollection<Document> collection) {
        this.collection = collection;
        collection.createIndex(new Document(ID, 1).append(VERSION, 1), new IndexOptions().unique(true));
        collection.createIndex(new Document(BOARD, 1));
    }

    @Override
    public List<Correction> of(String board) {
        var corrections = collection
                .find(new Document(BOARD, board))
                .map(document -> EventJson.mapper().readValue(document.getString(JSON), Correction.class))
                .into(new ArrayList<>());
        corrections.sort(Comparator.comparingLong(Correction::number));
        return corrections;
    }

    @Override
    public boolean store(Correction next) {
        var id = next.board() + "/" + next.number();
        var document = new Document(ID, id)
                .append(VERSION, next.version())
                .append(BOARD, next.board())
                .append(JSON, EventJson.mapper().writeValueAsString(next));
        if (next.version() > 1) {
            var before = new Document(ID, id).append(VERSION, next.version() - 1);
            return collection.replaceOne(before, document).getMatchedCount() == 1;
        }
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }
}
