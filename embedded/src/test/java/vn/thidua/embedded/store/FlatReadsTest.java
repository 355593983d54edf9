package vn.thidua.embedded.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.inc;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts the documents a command has to look at: as many as it needs, however many there are. */
class FlatReadsTest {

    private static final int SHEETS_PER_BOARD = 36;

    private static EmbeddedStore store;
    private static MongoClient client;

    @BeforeAll
    static void open(@TempDir Path folder) {
        store = EmbeddedStore.start(folder, 0);
        client = MongoClients.create(store.connectionString());
        for (int boards : List.of(5, 100)) {
            var sheets = sheets(boards);
            sheets.createIndex(ascending("board", "version"));
            sheets.createIndex(ascending("unit", "board", "number"), new IndexOptions().unique(true));
            sheets.insertMany(IntStream.range(0, boards * SHEETS_PER_BOARD)
                    .mapToObj(i -> new Document("_id", "sheet-" + i)
                            .append("board", "board-" + i / SHEETS_PER_BOARD)
                            .append("unit", "unit-" + i % 6)
                            .append("number", i % SHEETS_PER_BOARD)
                            .append("version", i % 4))
                    .toList());
        }
    }

    @AfterAll
    static void close() {
        client.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100})
    void aGuardedWriteLooksAtOneDocument(int boards) {
        var guard = new Document("_id", "sheet-42").append("version", 2);
        assertThat(examining(boards, sheets -> sheets.updateOne(guard, inc("total", 1))))
                .isOne();
        assertThat(examining(
                        boards,
                        sheets -> sheets.updateOne(and(eq("_id", "sheet-42"), eq("version", 2)), inc("total", 1))))
                .isOne();
        assertThat(examining(boards, sheets -> sheets.findOneAndUpdate(guard, inc("total", 1))))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100})
    void severalIdsLookAtThoseDocuments(int boards) {
        assertThat(examining(
                        boards, sheets -> read(sheets, and(in("_id", "sheet-1", "sheet-2", "none"), eq("version", 1)))))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100})
    void allFieldsOfAUniqueIndexAndMoreLookAtOneDocument(int boards) {
        assertThat(examining(
                        boards,
                        sheets -> read(
                                sheets,
                                new Document("number", 7)
                                        .append("version", 0)
                                        .append("board", "board-3")
                                        .append("unit", "unit-1"))))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100})
    void aBoardsSheetsLookAtThatBoard(int boards) {
        assertThat(examining(
                        boards,
                        sheets -> sheets.find(eq("board", "board-3"))
                                .sort(Sorts.descending("number"))
                                .into(new ArrayList<>())))
                .isEqualTo(SHEETS_PER_BOARD);
        assertThat(examining(boards, sheets -> sheets.countDocuments(eq("board", "board-3"))))
                .isEqualTo(SHEETS_PER_BOARD);
        assertThat(examining(
                        boards,
                        sheets -> sheets.aggregate(
                                        List.of(Aggregates.match(eq("board", "board-3")), Aggregates.count("sheets")))
                                .into(new ArrayList<>())))
                .isEqualTo(SHEETS_PER_BOARD);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100})
    void aRangeAfterAPrefixLooksAtThatRange(int boards) {
        assertThat(examining(
                        boards,
                        sheets -> read(sheets, and(eq("board", "board-3"), gte("version", 1), lt("version", 2)))))
                .isBetween(9L, 18L);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100})
    void whatNoIndexKnowsLooksAtEverything(int boards) {
        assertThat(examining(boards, sheets -> read(sheets, new Document("number", 1))))
                .isEqualTo(36L * boards);
    }

    private static void read(MongoCollection<Document> sheets, org.bson.conversions.Bson query) {
        sheets.find(query).into(new ArrayList<>());
    }

    private static long examining(int boards, Consumer<MongoCollection<Document>> command) {
        long before = store.documentsExamined();
        command.accept(sheets(boards));
        return store.documentsExamined() - before;
    }

    private static MongoCollection<Document> sheets(int boards) {
        return client.getDatabase("flat").getCollection("sheets-" + boards);
    }
}
