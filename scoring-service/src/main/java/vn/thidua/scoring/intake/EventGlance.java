package vn.thidua.scoring.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * What can be seen of the identity of an event that cannot be read as a whole, so that its sender finds it again.
 *
 * @param source the last that stands before what is broken
 * @param id the same
 */
record EventGlance(@Nullable String source, @Nullable String id) {

    private static final JsonFactory LENIENT = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final int LONGEST = 500;

    static EventGlance of(byte[] json) {
        @Nullable String source = null;
        @Nullable String id = null;
        try (var parser = LENIENT.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new EventGlance(null, null);
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    switch (name) {
                        case "source" -> source = presentable(parser.getString());
                        case "id" -> id = presentable(parser.getString());
                        default -> {}
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return new EventGlance(source, id);
        }
        return new EventGlance(source, id);
    }

    private static @Nullable String presentable(String text) {
        return text.isBlank() || text.length() > LONGEST || !UTF_8.newEncoder().canEncode(text) ? null : text;
    }
}
