package vn.thidua.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Texts and times as the schemas have them: a JSON string and nothing that could be taken for one, of whole characters.
 * Half a surrogate pair can be read but never written again, neither as JSON nor to a store.
 */
final class StrictScalars extends SimpleModule {

    private static final long serialVersionUID = 1L;

    StrictScalars() {
        addDeserializer(String.class, new Strict<>(String.class, "text", text -> text));
        addDeserializer(
                Instant.class,
                new Strict<>(
                        Instant.class,
                        "time such as 2019-11-05T09:30:00Z",
                        text -> OffsetDateTime.parse(text).toInstant()));
        addDeserializer(LocalDate.class, new Strict<>(LocalDate.class, "date such as 2019-11-05", LocalDate::parse));
        addKeyDeserializer(String.class, new StrictKey());
    }

    private static boolean isWhole(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (!Character.isSurrogate(text.charAt(at))) {
                continue;
            }
            var isPair = Character.isHighSurrogate(text.charAt(at))
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1));
            if (!isPair) {
                return false;
            }
            at++;
        }
        return true;
    }

    private static final class Strict<T> extends StdDeserializer<T> {

        private final String what;
        private final transient Function<String, T> parse;

        private Strict(Class<T> type, String what, Function<String, T> parse) {
            super(type);
            this.what = what;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return context.reportInputMismatch(this, "is not a %s", what);
            }
            var text = parser.getString();
            if (!isWhole(text)) {
                return context.reportInputMismatch(this, "contains half a character");
            }
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                return context.reportInputMismatch(this, "is not a %s", what);
            }
        }
    }

    private static final class StrictKey extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return isWhole(key) ? key : context.reportInputMismatch(String.class, "a key contains half a character");
        }
    }
}
