package vn.thidua.proof.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A SHA-256 hash: of a leaf, of a node, or of a whole tree. Immutable. */
public final class Hash {

    /** How many bytes a hash has. */
    public static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The root of the tree that has no leaf. */
    public static Hash empty() {
        return new Hash(sha256().digest());
    }

    /** The leaf that an entry becomes: SHA-256 over a zero byte and the entry. */
    public static Hash leaf(byte[] entry) {
        var digest = sha256();
        digest.update(LEAF);
        return new Hash(digest.digest(entry));
    }

    /** The node above two others: SHA-256 over a one byte and the two hashes. */
    public static Hash node(Hash left, Hash right) {
        var digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    /**
     * The hash with these 32 bytes.
     *
     * @throws IllegalArgumentException when there are more or fewer
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a hash has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /**
     * The hash that {@link #base64()} wrote.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static Hash fromBase64(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not base64", e);
        }
        var hash = of(bytes);
        // The decoder forgives missing padding and stray last bits; here one hash has one text.
        if (!hash.base64().equals(text)) {
            throw new IllegalArgumentException("\"" + text + "\" is not base64 as it is written here");
        }
        return hash;
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Standard base64 with padding. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Small hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
