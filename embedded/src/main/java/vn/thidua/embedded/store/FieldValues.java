package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values a document has at a dotted path: several when the path runs through or ends at an array. */
final class FieldValues {

    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern POSITION = Pattern.compile("(.*\\.)?\\d+(\\..*)?");

    private FieldValues() {}

    /**
     * True when a path names an array's element by its number. Such a path means two things at once in the query
     * language (the element, or a field of that name), so an index over it answers no queries.
     */
    static boolean namesPosition(String path) {
        return POSITION.matcher(path).matches();
    }

    /** Never empty: an absent field or an empty array is {@link Missing}. */
    static List<@Nullable Object> at(Document document, String path) {
        var values = new ArrayList<@Nullable Object>(1);
        collect(document, Arrays.asList(DOT.split(path, -1)), values);
        return values;
    }

    private static void collect(@Nullable Object value, List<String> path, List<@Nullable Object> values) {
        if (value instanceof Collection<?> elements) {
            if (elements.isEmpty()) {
                values.add(Missing.getInstance());
            } else if (path.isEmpty()) {
                values.addAll(elements);
            } else {
                elements.forEach(element -> collect(element, path, values));
            }
        } else if (path.isEmpty()) {
            values.add(value);
        } else if (value instanceof Document document) {
            collect(document.getOrMissing(path.getFirst()), path.subList(1, path.size()), values);
        } else {
            values.add(Missing.getInstance());
        }
    }
}
