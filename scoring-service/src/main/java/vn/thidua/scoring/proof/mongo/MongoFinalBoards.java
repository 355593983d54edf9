package vn.thidua.scoring.proof.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import vn.thidua.scoring.proof.FinalBoards;

/** In the collection {@value #COLLECTION}: {@code {_id: board}}. */
@Repository
public class MongoFinalBoards implements FinalBoards {

    public static final String COLLECTION = "finalBoards";

    private final MongoCollection<Document> boards;

    public MongoFinalBoards(MongoDatabase database) {
        boards = database.getCollection(COLLECTION);
    }

    @Override
    public void add(String board) {
        boards.updateOne(
                new Document("_id", board),
                new Document("$set", new Document("final", true)),
                new UpdateOptions().upsert(true));
    }

    @Override
    public boolean containsAll(Collection<String> ids) {
        var found = boards.find(new Document("_id", new Document("$in", List.copyOf(ids))));
        var count = 0;
        for (var board : found) {
            count += ids.contains(board.getString("_id")) ? 1 : 0;
        }
        return count == ids.size();
    }
}
