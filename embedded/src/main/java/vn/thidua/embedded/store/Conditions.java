package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a query demands of single fields, as far as an index can help: equality, {@code $in}, and ranges, at the top
 * level or inside {@code $and}.
 *
 * <p>Everything else in a query is simply not here. That is safe because every document an index delivers is still
 * checked by the query matcher: an index may deliver too much, never too little.
 */
final class Conditions {

    private static final Key NULL = KeyWriter.of(null);

    private final Map<String, List<Key>> equalities = new HashMap<>();
    private final Map<String, Range> lows = new HashMap<>();
    private final Map<String, Range> highs = new HashMap<>();

    private Conditions() {}

    static Conditions of(Document query) {
        var conditions = new Conditions();
        conditions.all(query);
        return conditions;
    }

    /** The keys of which one must be the field's, in order; null when the query does not say. */
    @Nullable
    List<Key> equalTo(String field) {
        return equalities.get(field);
    }

    /**
     * Where the field's values may lie; null when the query does not say.
     *
     * @param severalValues whether a document may have several values there. Then one value may satisfy the lower end
     *     and another the upper one, so only one end can be used.
     */
    @Nullable
    Range within(String field, boolean severalValues) {
        Range low = lows.get(field);
        Range high = highs.get(field);
        if (low == null) {
            return high;
        }
        return severalValues ? low : low.and(high);
    }

    static boolean allowNull(List<Key> alternatives) {
        return alternatives.contains(NULL);
    }

    private void all(Document query) {
        query.forEach((field, demand) -> {
            if (field.equals("$and")) {
                for (Object part : (Collection<?>) demand) {
                    if (part instanceof Document document) {
                        all(document);
                    }
                }
            } else if (!field.startsWith("$")) {
                one(field, demand);
            }
        });
    }

    private void one(String field, @Nullable Object demand) {
        if (demand instanceof Document operators && usesOperators(operators)) {
            operators.forEach((operator, operand) -> {
                switch (operator) {
                    case "$eq" -> equal(field, List.of(Missing.ofNullable(operand)));
                    case "$in" -> equal(field, (Collection<?>) operand);
                    case "$gt", "$gte" -> {
                        if (isOrdered(operand)) {
                            lows.putIfAbsent(field, Range.from(operand));
                        }
                    }
                    case "$lt", "$lte" -> {
                        if (isOrdered(operand)) {
                            highs.putIfAbsent(field, Range.upTo(operand));
                        }
                    }
                    default -> {}
                }
            });
        } else {
            equal(field, List.of(Missing.ofNullable(demand)));
        }
    }

    private void equal(String field, Collection<?> alternatives) {
        if (alternatives.stream().allMatch(value -> isExact(field, value))) {
            var keys = new TreeSet<Key>();
            alternatives.forEach(value -> keys.add(KeyWriter.of(value)));
            equalities.merge(field, List.copyOf(keys), (a, b) -> a.size() <= b.size() ? a : b);
        }
    }

    /** Whether equality with this value means one key. With lists, patterns and (but for ids) documents it may not. */
    private static boolean isExact(String field, @Nullable Object value) {
        return value == null
                || value instanceof Missing
                || value instanceof BinData
                || isOrdered(value)
                || (value instanceof Document && field.equals("_id"));
    }

    private static boolean isOrdered(@Nullable Object value) {
        return value instanceof Number
                || value instanceof String
                || value instanceof Instant
                || value instanceof ObjectId
                || value instanceof UUID
                || value instanceof Boolean;
    }

    private static boolean usesOperators(Document value) {
        return value.keySet().stream().anyMatch(name -> name.startsWith("$"));
    }
}
