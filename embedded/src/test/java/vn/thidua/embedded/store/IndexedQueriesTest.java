package vn.thidua.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same random documents, changes and queries on two collections, one with indexes and one without: both must always
 * give the same answer. Values are drawn from few, of many kinds, so that they meet often.
 */
class IndexedQueriesTest {

    private static final List<String> FIELDS = List.of("a", "b", "c", "d.e");

    private static final List<Document> INDEXES = List.of(
            new Document("a", 1),
            new Document("a", 1).append("b", 1),
            new Document("b", -1).append("c", 1).append("a", 1),
            new Document("d.e", 1).append("b", 1),
            new Document("b", 1).append("_id", 1),
            new Document("c", 1));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20191105})
    void equalThoseOfANaiveScan(long seed) {
        var random = new Random(seed);
        long examined = inStore((indexed, plain) -> {
            for (Document index : INDEXES) {
                if (random.nextBoolean()) {
                    indexed.createIndex(index, new IndexOptions().sparse(random.nextInt(4) == 0));
                }
            }
            change(random, indexed, plain, 250);
            INDEXES.forEach(index -> {
                if (indexed.listIndexes().into(new ArrayList<>()).stream()
                        .noneMatch(present -> index.equals(present.get("key")))) {
                    indexed.createIndex(index);
                }
            });
            change(random, indexed, plain, 150);
            compare(random, indexed, plain, 200, seed);
        });
        assertThat(examined).isPositive();

        inStore((indexed, plain) -> {
            change(random, indexed, plain, 50);
            compare(random, indexed, plain, 200, seed);
        });
    }

    @Test
    void aPageInTheOrderOfIdsCostsWhatItShows() {
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(store.connectionString())) {
            var collection = client.getDatabase("pages").getCollection("boards");
            collection.createIndex(new Document("b", 1).append("_id", 1));
            collection.insertMany(IntStream.range(0, 1_000)
                    .mapToObj(id -> new Document("_id", id).append("b", List.of(id % 2, "all")))
                    .toList());
            var behind = new Document("_id", new Document("$gt", 499));
            for (var query : List.of(behind, new Document(behind).append("b", "all"), new Document())) {
                long before = store.documentsExamined();
                var page = collection.find(query).sort(new Document("_id", 1)).limit(5);

                assertThat(page.into(new ArrayList<>())).hasSize(5);
                // The one that a range begins after is looked at too.
                assertThat(store.documentsExamined() - before).as("%s", query).isBetween(5L, 6L);
            }
        }
    }

    private static void change(
            Random random, MongoCollection<Document> indexed, MongoCollection<Document> plain, int steps) {
        for (int step = 0; step < steps; step++) {
            int id = random.nextInt(120);
            switch (random.nextInt(8)) {
                case 0 -> {
                    indexed.deleteOne(new Document("_id", id));
                    plain.deleteOne(new Document("_id", id));
                }
                case 1 -> {
                    Bson update = new Document("$set", new Document(topField(random), value(random)))
                            .append("$inc", new Document("version", 1));
                    Document query = query(random);
                    assertThat(indexed.updateMany(query, update).getMatchedCount())
                            .as("update %s", query)
                            .isEqualTo(plain.updateMany(query, update).getMatchedCount());
                }
                case 2 -> {
                    Bson update = new Document("$unset", new Document(field(random), 1));
                    indexed.updateOne(new Document("_id", id), update);
                    plain.updateOne(new Document("_id", id), update);
                }
                default -> {
                    Document document = document(random, id);
                    indexed.deleteOne(new Document("_id", id));
                    indexed.insertOne(new Document(document));
                    plain.deleteOne(new Document("_id", id));
                    plain.insertOne(new Document(document));
                }
            }
        }
    }

    private static void compare(
            Random random, MongoCollection<Document> indexed, MongoCollection<Document> plain, int queries, long seed) {
        for (int i = 0; i < queries; i++) {
            Document query = query(random);
            assertThat(ids(indexed, query))
                    .as("%s, seed %d", query.toJson(), seed)
                    .isEqualTo(ids(plain, query));
            assertThat(indexed.countDocuments(query)).isEqualTo(plain.countDocuments(query));
            assertThat(indexed.find(query).sort(new Document("_id", 1)).limit(5))
                    .as("%s by id, seed %d", query.toJson(), seed)
                    .extracting(document -> document.getInteger("_id"))
                    .isEqualTo(ids(plain, query).stream().limit(5).toList());
            var sort = new Document("version", random.nextBoolean() ? 1 : -1).append("_id", 1);
            assertThat(indexed.find(query).sort(sort).limit(5))
                    .as("%s by %s, seed %d", query.toJson(), sort, seed)
                    .containsExactlyElementsOf(plain.find(query).sort(sort).limit(5));
        }
    }

    private static Set<Integer> ids(MongoCollection<Document> collection, Document query) {
        return collection
                .find(query)
                .map(document -> document.getInteger("_id"))
                .into(new TreeSet<>());
    }

    private static Document document(Random random, int id) {
        var document = new Document("_id", id);
        for (String field : List.of("a", "b", "c")) {
            if (random.nextInt(6) > 0) {
                document.append(field, value(random));
            }
        }
        switch (random.nextInt(6)) {
            case 0 -> document.append("d", value(random));
            case 1 -> {
                var parts = new ArrayList<Document>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    parts.add(random.nextInt(4) == 0 ? new Document() : new Document("e", value(random)));
                }
                document.append("d", parts);
            }
            case 2 -> {}
            default -> document.append("d", new Document("e", value(random)));
        }
        return document;
    }

    private static Document query(Random random) {
        var query = new Document();
        for (int conditions = 1 + random.nextInt(3); conditions > 0; conditions--) {
            query.append(field(random), condition(random));
        }
        return switch (random.nextInt(8)) {
            case 0 -> new Document("$and", List.of(query, new Document(field(random), condition(random))));
            case 1 ->
                query.append(
                        "$or",
                        List.of(
                                new Document(field(random), condition(random)),
                                new Document(field(random), condition(random))));
            case 2 -> query.append("_id", new Document("$in", List.of(3, 5L, 7.0, 11, 13, 64)));
            case 3 -> query.append("_id", new Document("$gte", random.nextInt(100)));
            default -> query;
        };
    }

    private static @Nullable Object condition(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> new Document("$gt", scalar(random));
            case 1 -> new Document("$lte", scalar(random));
            case 2 -> new Document("$gte", scalar(random)).append("$lt", scalar(random));
            case 3 -> {
                var values = new ArrayList<@Nullable Object>();
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    values.add(random.nextInt(6) == 0 ? null : scalar(random));
                }
                yield new Document("$in", values);
            }
            case 4 -> new Document("$ne", scalar(random));
            case 5 -> null;
            case 6 -> new Document("$eq", scalar(random));
            default -> scalar(random);
        };
    }

    private static String topField(Random random) {
        return FIELDS.get(random.nextInt(3));
    }

    private static String field(Random random) {
        return FIELDS.get(random.nextInt(FIELDS.size()));
    }

    private static @Nullable Object value(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> {
                var values = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    values.add(scalar(random));
                }
                yield values;
            }
            default -> scalar(random);
        };
    }

    private static Object scalar(Random random) {
        int n = random.nextInt(5);
        return switch (random.nextInt(8)) {
            case 0 -> n - 2;
            case 1 -> (long) n;
            case 2 -> n / 2.0;
            case 3 -> List.of("", "a", "ab", "đ", "\u0000").get(n);
            case 4 -> Date.from(Instant.ofEpochSecond(1_572_912_000L + n));
            case 5 -> n % 2 == 0;
            case 6 -> "đống đa " + n;
            default -> n;
        };
    }

    private interface Work {
        void on(MongoCollection<Document> indexed, MongoCollection<Document> plain);
    }

    private long inStore(Work work) {
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(store.connectionString())) {
            var database = client.getDatabase("property");
            work.on(database.getCollection("indexed"), database.getCollection("plain"));
            return store.documentsExamined();
        }
    }
}
