package vn.thidua.scoring.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The idempotency key of an event: the same for every delivery of the same event, through whichever door. Sheets keep
 * their keys themselves and belong to the unit that submits them, so no unit's keys can meet another's.
 */
final class EventKey {

    private static final int LONGEST = 300;

    private EventKey() {}

    static String of(String source, String event) {
        var key = "event:" + source + " " + event;
        return key.length() <= LONGEST ? key : "event:sha-256:" + hash(key);
    }

    /** The same for every delivery of the unit's event, whatever its sheet is; no two events have the same. */
    static String identity(String unit, String source, String event) {
        return hash(unit.length() + ":" + source.length() + ":" + unit + source + event);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
