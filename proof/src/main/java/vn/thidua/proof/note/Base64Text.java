package vn.thidua.proof.note;

import java.util.Base64;

/** Standard base64 with padding; one value has one text. */
final class Base64Text {

    private Base64Text() {}

    static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @throws MalformedNote when the bytes would not be written like that */
    static byte[] read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw (MalformedNote) new MalformedNote("\"" + text + "\" is not base64").initCause(e);
        }
        if (!of(bytes).equals(text)) {
            throw new MalformedNote("\"" + text + "\" is not base64 as it is written here");
        }
        return bytes;
    }
}
