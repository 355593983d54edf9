package vn.thidua.standalone.verify;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.EventJson;
import vn.thidua.proof.log.TileStore;
import vn.thidua.scoring.proof.Origin;
import vn.thidua.scoring.proof.mongo.MongoSeasons;
import vn.thidua.standalone.verify.Evidence.Kept;

/**
 * The databases themselves: the log, and beside it every other place where marks are kept. Read as documents, without the
 * services' own code, so that it is the databases that are compared and not what somebody makes of them.
 */
final class StoreEvidence implements Evidence {

    private final MongoClient client;
    private final MongoDatabase scoring;
    private final MongoDatabase ranking;
    private final Runnable closing;

    /** @param closing what else ends with this */
    StoreEvidence(String uri, Runnable closing) {
        client = MongoClients.create(uri);
        scoring = client.getDatabase("thidua_scoring");
        ranking = client.getDatabase("thidua_ranking");
        this.closing = closing;
    }

    @Override
    public TileStore log(String origin) {
        var parts = origin.split("/", 3);
        return new MongoSeasons(scoring).open(new Origin(parts[1], parts[2]));
    }

    @Override
    public Optional<String> key(String origin) {
        return Optional.empty();
    }

    @Override
    public Optional<JsonNode> standings(String board) {
        return board(board)
                .map(found -> found.getString("standings"))
                .map(json -> EventJson.mapper().readTree(json));
    }

    private Optional<Document> board(String board) {
        return Optional.ofNullable(
                ranking.getCollection("boards").find(new Document("_id", board)).first());
    }

    @Override
    public Map<Place, Map<String, Kept>> sheets(String board) {
        var sheets = new EnumMap<Place, Map<String, Kept>>(Place.class);
        var scored = new TreeMap<String, Kept>();
        for (var sheet : scoring.getCollection("sheets").find(new Document("board", board))) {
            var last = sheet.getList("history", Document.class).getLast();
            var content = EventJson.mapper().readTree(last.getString("content"));
            scored.put(
                    sheet.getString("_id"),
                    new Kept(
                            last.get("revision", Number.class).longValue(),
                            marks(content.path("marks")),
                            adjustments(content.path("adjustments"))));
        }
        sheets.put(Place.SCORING, scored);
        board(board).map(found -> found.get("sheets", new Document())).ifPresent(held -> {
            var ranked = new TreeMap<String, Kept>();
            held.forEach((name, value) -> {
                var sheet = (Document) value;
                var given = sheet.getString("a");
                ranked.put(
                        board + "/" + name,
                        new Kept(
                                sheet.get("r", Number.class).longValue(),
                                marks(EventJson.mapper().readTree(sheet.getString("m"))),
                                adjustments(EventJson.mapper().readTree(given == null ? "[]" : given))));
            });
            sheets.put(Place.RANKING, ranked);
        });
        return sheets;
    }

    private static Map<String, Integer> marks(JsonNode marks) {
        var read = new HashMap<String, Integer>();
        marks.properties()
                .forEach(mark -> read.put(mark.getKey(), mark.getValue().asInt()));
        return read;
    }

    /** By place and rule. */
    private static Map<String, Integer> adjustments(JsonNode adjustments) {
        var read = new HashMap<String, Integer>();
        for (var place = 0; place < adjustments.size(); place++) {
            var adjustment = adjustments.get(place);
            read.put(
                    place + " " + adjustment.path("rule").asString(),
                    adjustment.path("points").asInt());
        }
        return read;
    }

    @Override
    public void close() {
        client.close();
        closing.run();
    }
}
