package vn.thidua.scoring.proof.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import vn.thidua.events.EventJson;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.scoring.proof.FinalBoards;

/** In the collection {@value #COLLECTION}: {@code {_id: board, final: true, corrections: {r<revision>: json}}}. */
@Repository
public class MongoFinalBoards implements FinalBoards {

    public static final String COLLECTION = "finalBoards";

    private static final String CORRECTIONS = "corrections";

    private final MongoCollection<Document> boards;

    public MongoFinalBoards(MongoDatabase database) {
        boards = database.getCollection(COLLECTION);
    }

    @Override
    public void add(ResultsFinalised results) {
        var known = new Document("final", true);
        if (results.standings().correction() != null) {
            known.append(
                    CORRECTIONS + ".r" + results.revision(), EventJson.mapper().writeValueAsString(results));
        }
        boards.updateOne(
                new Document("_id", results.board()), new Document("$set", known), new UpdateOptions().upsert(true));
    }

    @Override
    public List<ResultsFinalised> corrections(String board) {
        var known = boards.find(new Document("_id", board)).first();
        if (known == null) {
            return List.of();
        }
        return known.get(CORRECTIONS, new Document()).values().stream()
                .map(json -> EventJson.mapper().readValue((String) json, ResultsFinalised.class))
                .sorted(Comparator.comparingLong(ResultsFinalised::revision))
                .toList();
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
