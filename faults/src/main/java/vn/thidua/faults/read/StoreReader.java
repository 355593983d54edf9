package vn.thidua.faults.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.Document;
import org.bson.types.Binary;
import vn.thidua.faults.check.Evidence.Counted;
import vn.thidua.faults.check.Evidence.Item;
import vn.thidua.faults.check.Evidence.SeasonLog;
import vn.thidua.faults.check.Evidence.StoredBoard;
import vn.thidua.faults.check.Evidence.StoredRevision;
import vn.thidua.faults.check.Evidence.StoredSheet;

/** What the services have stored, as plain documents. */
public final class StoreReader implements AutoCloseable {

    private static final int BUNDLE = 256;
    private static final String UNPUBLISHED = "unpublishedSince";

    private final MongoClient client;

    public StoreReader(String connection) {
        client = MongoClients.create(connection);
    }

    /** The scoring service's sheets, by id. */
    public Map<String, StoredSheet> sheets() {
        var sheets = new HashMap<String, StoredSheet>();
        for (var sheet : client.getDatabase("thidua_scoring")
                .getCollection("sheets")
                .find()
                .projection(new Document("log", 0))) {
            var revisions = sheet.getList("history", Document.class).stream()
                    .map(revision -> new StoredRevision(
                            number(revision, "revision"),
                            revision.getString("digest"),
                            revision.getList("keys", String.class, List.of()),
                            revision.getString("content")))
                    .toList();
            var id = sheet.getString("_id");
            sheets.put(id, new StoredSheet(id, revisions, number(sheet, "published"), sheet.containsKey(UNPUBLISHED)));
        }
        return sheets;
    }

    /** The ranking service's boards, by id. */
    public Map<String, StoredBoard> boards() {
        var boards = new HashMap<String, StoredBoard>();
        for (var board :
                client.getDatabase("thidua_ranking").getCollection("boards").find()) {
            var id = board.getString("_id");
            var counted = new HashMap<String, Counted>();
            board.get("sheets", new Document()).forEach((sheet, content) -> {
                var fields = (Document) content;
                counted.put(id + "/" + sheet, new Counted(number(fields, "r"), fields.getString("d")));
            });
            boards.put(id, new StoredBoard(id, board.getString("standings"), counted, board.containsKey(UNPUBLISHED)));
        }
        return boards;
    }

    /** What is in all inboxes. */
    public List<Item> items() {
        var items = new ArrayList<Item>();
        for (var item :
                client.getDatabase("thidua_notification").getCollection("items").find()) {
            items.add(new Item(
                    item.getString("_id"), item.getString("recipient"), number(item, "seq"), item.getString("event")));
        }
        return items;
    }

    /**
     * The signed logs of all seasons.
     *
     * @param keys the published key of a log, by its origin
     */
    public List<SeasonLog> logs(Function<String, String> keys) {
        var database = client.getDatabase("thidua_scoring");
        var bundles = new HashMap<String, byte[]>();
        for (var tile : database.getCollection("seasonTiles").find()) {
            bundles.put(tile.getString("_id"), tile.get("content", Binary.class).getData());
        }
        var logs = new ArrayList<SeasonLog>();
        for (var head : database.getCollection("seasonLogs").find()) {
            var origin = head.getString("_id");
            for (var file : head.getList("files", Document.class)) {
                bundles.put(
                        origin + "/" + file.getString("path"),
                        file.get("content", Binary.class).getData());
            }
            var checkpoint = head.getString("checkpoint");
            var size = Integer.parseInt(checkpoint.lines().toList().get(1));
            logs.add(new SeasonLog(origin, keys.apply(origin), checkpoint, entries(origin, size, bundles)));
        }
        return logs;
    }

    /** Each after its length in two bytes, in bundles of 256; those that are missing are left out. */
    private static List<String> entries(String origin, int size, Map<String, byte[]> bundles) {
        var entries = new ArrayList<String>();
        for (var from = 0; from < size; from += BUNDLE) {
            var name = "%s/tile/entries/%03d".formatted(origin, from / BUNDLE);
            var width = Math.min(BUNDLE, size - from);
            var bytes = bundles.getOrDefault(width == BUNDLE ? name : name + ".p/" + width, new byte[0]);
            for (var at = 0; at < bytes.length; ) {
                var length = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
                entries.add(new String(bytes, at + 2, length, UTF_8));
                at += 2 + length;
            }
        }
        return entries;
    }

    /** How many documents say that something in them is unpublished. */
    public long unpublished() {
        var query = new Document(UNPUBLISHED, new Document("$exists", true));
        return client.getDatabase("thidua_scoring").getCollection("sheets").countDocuments(query)
                + client.getDatabase("thidua_ranking").getCollection("boards").countDocuments(query);
    }

    private static long number(Document document, String field) {
        return document.get(field, Number.class).longValue();
    }

    @Override
    public void close() {
        client.close();
    }
}
