package vn.thidua.ranking.standings.mongo;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import vn.thidua.events.Adjustment;
import vn.thidua.events.EventJson;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.events.Standings;
import vn.thidua.ranking.standings.Board;
import vn.thidua.ranking.standings.Sheets;

/**
 * How a board stands in its document. What is read whole is JSON in the contract's words, because a document of many
 * small values is slow to read and to write; sheets are fields of their own, so that a write carries only those that
 * changed. Members and status repeat what the standings say, for the lists that are found by them.
 *
 * <pre>{@code
 * {_id: board, version, opened: json, closed: json, recused: json, recorded: json, standings: json,
 *  sheets: {"PEER/HBT/DD": {r: revision, t: occurredAt, d: digest, m: marks, a: adjustments?}},
 *  members: [id, …], status,
 *  source: {"<partition>": offset}, log: […], logged, published, unpublishedSince}
 * }</pre>
 */
final class BoardDocument {

    static final String ID = "_id";
    static final String VERSION = "version";
    static final String OPENED = "opened";
    static final String CLOSED = "closed";
    static final String RECUSED = "recused";
    static final String RECORDED = "recorded";
    static final String STANDINGS = "standings";
    static final String SHEETS = "sheets";
    static final String SOURCE = "source";
    static final String MEMBERS = "members";
    static final String STATUS = "status";

    private static final TypeReference<Map<String, Integer>> MARKS = new TypeReference<>() {};
    private static final TypeReference<List<Adjustment>> ADJUSTMENTS = new TypeReference<>() {};

    private BoardDocument() {}

    static Board board(Document document) {
        var id = document.getString(ID);
        return new Board(
                id,
                document.getLong(VERSION),
                json(document, OPENED, ScoringOpened.class),
                sheets(id, document.get(SHEETS, new Document())),
                json(document, CLOSED, ScoringClosed.class),
                json(document, RECUSED, ScorerRecused.class),
                json(document, RECORDED, ProceedingsRecorded.class),
                standings(document));
    }

    static @Nullable Standings standings(Document document) {
        return json(document, STANDINGS, Standings.class);
    }

    /** The standings, and by what lists find them. */
    static Document standings(Standings standings) {
        return new Document(STANDINGS, json(standings))
                .append(
                        MEMBERS,
                        standings.rows().stream()
                                .map(row -> row.unit().id())
                                .sorted()
                                .toList())
                .append(STATUS, standings.status().name());
    }

    static String json(Object value) {
        return EventJson.mapper().writeValueAsString(value);
    }

    private static <T> @Nullable T json(Document document, String field, Class<T> type) {
        var json = document.getString(field);
        return json == null ? null : EventJson.mapper().readValue(json, type);
    }

    /** The name of a sheet's field: its id without the board's, which the document has. */
    static String field(ScoreSubmitted sheet) {
        return sheet.kind() + "/" + sheet.scorer() + "/" + sheet.target();
    }

    static Document sheet(ScoreSubmitted sheet) {
        var document = new Document("r", sheet.revision())
                .append("t", sheet.occurredAt().toString())
                .append("d", sheet.digest())
                .append("m", json(sheet.marks()));
        if (!sheet.adjustments().isEmpty()) {
            document.append("a", json(sheet.adjustments()));
        }
        return document;
    }

    private static Sheets sheets(String board, Document fields) {
        var byId = new HashMap<String, ScoreSubmitted>();
        fields.forEach((field, content) -> {
            var sheet = sheet(board, field, (Document) content);
            byId.put(sheet.sheet(), sheet);
        });
        return new Sheets(board, byId);
    }

    private static ScoreSubmitted sheet(String board, String field, Document content) {
        var name = field.split("/", 3);
        var adjustments = content.getString("a");
        return new ScoreSubmitted(
                board,
                content.getLong("r"),
                Instant.parse(content.getString("t")),
                board + "/" + field,
                SheetKind.valueOf(name[0]),
                name[1],
                name[2],
                read(content.getString("m"), MARKS),
                adjustments == null ? List.of() : read(adjustments, ADJUSTMENTS),
                content.getString("d"));
    }

    private static <T> T read(String json, TypeReference<T> type) {
        return EventJson.mapper().readValue(json, type);
    }
}
