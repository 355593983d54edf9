package vn.thidua.scoring.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import vn.thidua.events.Adjustment;

/**
 * The one form in which a sheet's content is hashed, so that anyone can recompute a receipt's digest.
 *
 * <p>The form is the JSON Canonicalization Scheme (RFC 8785) of this object, without white space, members ordered by
 * name, in UTF-8:
 *
 * <pre>{@code
 * {"adjustments":[{"note":"…","points":100,"rule":"BON.1"}],
 *  "board":"hn-mttq-cum-1:2019","kind":"PEER","marks":{"I.1":550,"I.2":450},"scorer":"HBT","target":"DD"}
 * }</pre>
 *
 * <ul>
 *   <li>{@code adjustments}: always there, empty when there are none, in the order of the submission; {@code note} is
 *       left out when the adjustment has none;
 *   <li>{@code marks}: every criterion of the score table; all points are integers in hundredths;
 *   <li>nothing else: neither revision nor time, so that the same content always has the same digest.
 * </ul>
 *
 * <p>The digest is {@code sha-256:} and the SHA-256 of those bytes in small hexadecimal digits. The form is written
 * directly rather than through a tree, since every submission pays for it; a test holds it equal to an implementation
 * of the RFC.
 */
public final class CanonicalSheet {

    private static final HexFormat HEX = HexFormat.of();

    private CanonicalSheet() {}

    /** {@code sha-256:} and the digest over {@link #json}. */
    public static String digest(SheetContent content) {
        return digest(json(content));
    }

    static String digest(String canonical) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8));
            return "sha-256:" + HEX.formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The content in its canonical form. */
    public static String json(SheetContent content) {
        var json = new StringBuilder(512).append("{\"adjustments\":[");
        var separator = "";
        for (var adjustment : content.adjustments()) {
            json.append(separator);
            append(json, adjustment);
            separator = ",";
        }
        json.append("],\"board\":");
        quote(json, content.board());
        json.append(",\"kind\":");
        quote(json, content.kind().name());
        json.append(",\"marks\":{");
        separator = "";
        for (var mark : content.marks().entrySet()) {
            quote(json.append(separator), mark.getKey());
            json.append(':').append(mark.getValue().intValue());
            separator = ",";
        }
        json.append("},\"scorer\":");
        quote(json, content.scorer());
        json.append(",\"target\":");
        quote(json, content.target());
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, Adjustment adjustment) {
        json.append('{');
        var note = adjustment.note();
        if (note != null) {
            quote(json.append("\"note\":"), note);
            json.append(',');
        }
        quote(json.append("\"points\":").append(adjustment.points()).append(",\"rule\":"), adjustment.rule());
        json.append('}');
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00").append(HEX.toHexDigits((byte) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
