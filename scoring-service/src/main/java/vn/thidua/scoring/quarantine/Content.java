package vn.thidua.scoring.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/**
 * What was sent.
 *
 * @param form what it is
 * @param text JSON, or whatever was sent in its place; in base64 when that is not text
 * @param base64 whether it is
 */
public record Content(Form form, String text, boolean base64) {

    public Content {
        requireNonNull(form, "form");
        requireNonNull(text, "text");
    }

    /** Of these bytes, unchanged. */
    public static Content of(Form form, byte[] bytes) {
        try {
            return new Content(
                    form, UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), false);
        } catch (CharacterCodingException e) {
            return new Content(form, Base64.getEncoder().encodeToString(bytes), true);
        }
    }

    /** As it was sent. */
    public byte[] bytes() {
        return base64 ? Base64.getDecoder().decode(text) : text.getBytes(UTF_8);
    }

    /** What a content is. */
    public enum Form {
        /** The score sheet: an event's data. */
        SHEET,
        /** The event as a whole, since no sheet could be read out of it. */
        EVENT
    }
}
