package vn.thidua.scoring.board.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.EventJson;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.ScoringOpened;
import vn.thidua.messaging.AuthContext;
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardPlan;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.publishing.Publication;

/**
 * Boards in the collection {@value #COLLECTION}: {@code {_id, version, state, plan, opened, missingBecause,
 * closingBy, closed, recused, preparedIn}} and the event log, {@code preparedIn} the cluster of a board that is not open yet. Plan and facts are stored as the contract writes them.
 */
public class MongoBoards implements Boards {

    /** Where the boards and their event logs are. */
    public static final String COLLECTION = "boards";

    private static final List<String> NOT_THE_LOG =
            List.of("version", "state", "plan", "opened", "missingBecause", "closingBy", "closed", "recused");

    private static final String RECUSED = "recused";
    private static final String MEMBER = "opened.members.id";
    private static final String PREPARED_IN = "preparedIn";

    private final MongoCollection<Document> boards;
    private final Publication publication;

    public MongoBoards(MongoDatabase database, Publication publication) {
        this.boards = database.getCollection(COLLECTION);
        this.publication = publication;
        boards.createIndex(new Document("_id", 1).append("version", 1), new IndexOptions().unique(true));
        boards.createIndex(new Document(MEMBER, 1).append("_id", 1));
        boards.createIndex(new Document(PREPARED_IN, 1).append("_id", 1), new IndexOptions().sparse(true));
    }

    @Override
    public Optional<Board> find(BoardId id) {
        var found = boards.find(new Document("_id", id.toString()))
                .projection(projection(NOT_THE_LOG))
                .first();
        return Optional.ofNullable(found).map(MongoBoards::board);
    }

    @Override
    public Map<String, Standing> standing(Collection<String> ids) {
        var filter = ids.size() == 1
                ? new Document("_id", ids.iterator().next())
                : new Document("_id", new Document("$in", List.copyOf(ids)));
        var standing = new HashMap<String, Standing>();
        for (var found : boards.find(filter).projection(projection(List.of("state", RECUSED)))) {
            standing.put(
                    found.getString("_id"), new Standing(BoardState.valueOf(found.getString("state")), recused(found)));
        }
        return standing;
    }

    @Override
    public boolean store(@Nullable Board before, Board after, List<ScoringEvent> events, @Nullable AuthContext by) {
        var entries = events.stream().map(event -> Publication.entry(event, by)).toList();
        var stored = before == null ? insert(after, entries) : update(before, after, entries);
        if (stored && !entries.isEmpty()) {
            publication.publish(after.id().toString(), entries);
        }
        return stored;
    }

    private boolean insert(Board board, List<LogEntry> entries) {
        var document = new Document("_id", board.id().toString());
        document.putAll(content(board));
        document.append(Outbox.LOG, entries.stream().map(LogEntry::toDocument).toList())
                .append(Outbox.LOGGED, lastOf(entries))
                .append(Outbox.PUBLISHED, 0L);
        if (!entries.isEmpty()) {
            document.append(Outbox.UNPUBLISHED_SINCE, since(entries));
        }
        try {
            boards.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private boolean update(Board before, Board after, List<LogEntry> entries) {
        var set = content(after);
        var update = new Document("$set", set);
        if (!(after.phase() instanceof Board.Prepared)) {
            update.append("$unset", new Document(PREPARED_IN, ""));
        }
        if (!entries.isEmpty()) {
            set.append(Outbox.LOGGED, lastOf(entries));
            update.append(
                            "$push",
                            new Document(
                                    Outbox.LOG,
                                    new Document(
                                            "$each",
                                            entries.stream()
                                                    .map(LogEntry::toDocument)
                                                    .toList())))
                    // Kept when an older entry waits: the sweep reports how long the oldest has.
                    .append("$min", new Document(Outbox.UNPUBLISHED_SINCE, since(entries)));
        }
        var guard = new Document("_id", before.id().toString()).append("version", before.version());
        return boards.updateOne(guard, update).getMatchedCount() == 1;
    }

    private static long lastOf(List<LogEntry> entries) {
        return entries.isEmpty() ? 0L : entries.getLast().seq();
    }

    private static Date since(List<LogEntry> entries) {
        return Date.from(
                entries.stream().map(LogEntry::time).min(Instant::compareTo).orElseThrow());
    }

    @Override
    public List<String> ids(@Nullable String after, int limit) {
        return boards.find(after == null ? new Document() : new Document("_id", new Document("$gt", after)))
                .projection(new Document("_id", 1))
                .sort(new Document("_id", 1))
                .limit(limit)
                .map(board -> board.getString("_id"))
                .into(new ArrayList<>());
    }

    @Override
    public List<Board> page(@Nullable String after, int limit) {
        return page(new Document(), after, limit);
    }

    @Override
    public List<Board> openedWith(String unit, @Nullable String after, int limit) {
        return page(new Document(MEMBER, unit), after, limit);
    }

    @Override
    public List<Board> preparedIn(String cluster, @Nullable String after, int limit) {
        return page(new Document(PREPARED_IN, cluster), after, limit);
    }

    private List<Board> page(Document filter, @Nullable String after, int limit) {
        var from = after == null ? filter : filter.append("_id", new Document("$gt", after));
        return boards.find(from)
                .projection(projection(NOT_THE_LOG))
                .sort(new Document("_id", 1))
                .limit(limit)
                .map(MongoBoards::board)
                .into(new ArrayList<>());
    }

    @Override
    public List<BoardId> closing() {
        var closing = new Document("state", BoardState.CLOSING.name());
        var untold = new Document("state", BoardState.CLOSED.name()).append("closed.checkpoint", null);
        return boards.find(new Document("$or", List.of(closing, untold)))
                .projection(projection(List.of("state")))
                .map(found -> id(found.getString("_id")))
                .into(new ArrayList<>());
    }

    private static Document projection(List<String> fields) {
        var projection = new Document();
        fields.forEach(field -> projection.append(field, 1));
        return projection;
    }

    private static Document content(Board board) {
        var content = new Document("version", board.version())
                .append("state", board.state().name())
                .append("plan", document(board.plan()));
        var opened = board.opened();
        if (opened != null) {
            content.append("opened", document(opened));
        }
        var recused = board.recused();
        if (recused != null) {
            content.append(RECUSED, document(recused));
        }
        switch (board.phase()) {
            case Board.Prepared p -> content.append(PREPARED_IN, board.id().cluster());
            case Board.Open o -> {}
            case Board.Closing(var rules, var because, var by) -> {
                if (because != null) {
                    content.append("missingBecause", because);
                }
                if (by != null) {
                    content.append("closingBy", by.toDocument());
                }
            }
            case Board.Closed(var rules, var closed, var by) -> content.append("closed", document(closed));
        }
        return content;
    }

    private static Board board(Document found) {
        var state = BoardState.valueOf(found.getString("state"));
        var phase = switch (state) {
            case PREPARED -> new Board.Prepared();
            case OPEN -> new Board.Open(read(found, "opened", ScoringOpened.class));
            case CLOSING ->
                new Board.Closing(
                        read(found, "opened", ScoringOpened.class), found.getString("missingBecause"), by(found));
            case CLOSED ->
                new Board.Closed(
                        read(found, "opened", ScoringOpened.class),
                        read(found, "closed", ScoringClosed.class),
                        by(found));
        };
        return new Board(
                id(found.getString("_id")),
                found.getLong("version"),
                read(found, "plan", BoardPlan.class),
                phase,
                recused(found));
    }

    private static @Nullable ScorerRecused recused(Document found) {
        return found.containsKey(RECUSED) ? read(found, RECUSED, ScorerRecused.class) : null;
    }

    private static @Nullable AuthContext by(Document found) {
        var by = found.get("closingBy", Document.class);
        return by == null ? null : AuthContext.from(by);
    }

    private static BoardId id(String id) {
        return BoardId.parse(id).orElseThrow(() -> new IllegalStateException("a board with the id " + id));
    }

    private static Document document(Object value) {
        return Document.parse(EventJson.mapper().writeValueAsString(value));
    }

    private static <T> T read(Document found, String field, Class<T> type) {
        return EventJson.read(type, found.get(field, Document.class).toJson().getBytes(UTF_8));
    }
}
