package vn.thidua.proof.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Stands for a text without telling it: {@code sha-256:} and SHA-256 over a salt of 32 bytes and the text in UTF-8. Whoever
 * is given salt and text can check that this text was meant; once the salt is destroyed nobody can find the text, not even
 * by trying.
 */
public record Commitment(String value) {

    /** How many bytes a salt has, all of them random, new for every text. */
    public static final int SALT_LENGTH = 32;

    private static final Pattern VALUE = Pattern.compile("sha-256:[0-9a-f]{64}");

    /** @throws IllegalArgumentException when the text is no commitment */
    public Commitment {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + value + "\" is not sha-256: and 64 hexadecimal digits");
        }
    }

    /**
     * The commitment to a text.
     *
     * @throws IllegalArgumentException when the salt has not 32 bytes
     */
    public static Commitment to(byte[] salt, String text) {
        if (salt.length != SALT_LENGTH) {
            throw new IllegalArgumentException("a salt has " + SALT_LENGTH + " bytes, not " + salt.length);
        }
        var digest = sha256();
        digest.update(salt);
        return new Commitment("sha-256:" + HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8))));
    }

    /** Whether this was made from this salt and this text. */
    public boolean isTo(byte[] salt, String text) {
        return salt.length == SALT_LENGTH && to(salt, text).equals(this);
    }

    static boolean isDigest(String text) {
        return VALUE.matcher(text).matches();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
