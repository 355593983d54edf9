package vn.thidua.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public half of a key that signs notes, as it is published: {@code name+id+key}, where the id is eight hexadecimal
 * digits and the key is base64 over the byte 1 and the 32 bytes of the Ed25519 public key. Immutable.
 */
public final class VerifierKey {

    static final int RAW_LENGTH = 32;
    private static final byte ED25519 = 1;
    /** What stands before the 32 bytes in an X.509 SubjectPublicKeyInfo of Ed25519 (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;
    private final int id;
    private final PublicKey key;

    private VerifierKey(String name, byte[] raw) {
        this.name = KeyName.checked(name);
        this.raw = raw;
        this.id = id(name, raw);
        this.key = decoded(raw);
    }

    /**
     * The key of this name with these 32 bytes.
     *
     * @throws MalformedNote when the name or the bytes are not such a key's
     */
    public static VerifierKey of(String name, byte[] raw) {
        if (raw.length != RAW_LENGTH) {
            throw new MalformedNote("an Ed25519 public key has " + RAW_LENGTH + " bytes, not " + raw.length);
        }
        return new VerifierKey(name, raw.clone());
    }

    /**
     * The key that was published like this.
     *
     * @throws MalformedNote when the text is anything else, or its id is not its key's
     */
    public static VerifierKey parse(String text) {
        var parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new MalformedNote("a verifier key has three parts, name+id+key: \"" + text + "\"");
        }
        var encoded = Base64Text.read(parts[2]);
        if (encoded.length != RAW_LENGTH + 1 || encoded[0] != ED25519) {
            throw new MalformedNote("\"" + text + "\" is not an Ed25519 verifier key");
        }
        var key = of(parts[0], Arrays.copyOfRange(encoded, 1, encoded.length));
        if (!key.idText().equals(parts[1])) {
            throw new MalformedNote("the id of this key is " + key.idText() + ", not " + parts[1]);
        }
        return key;
    }

    /** Who signs: the origin of the log. */
    public String name() {
        return name;
    }

    /** Tells the keys of one name apart. */
    int id() {
        return id;
    }

    byte[] raw() {
        return raw.clone();
    }

    private String idText() {
        return HexFormat.of().toHexDigits(id);
    }

    /** Whether this key made the signature over these bytes. */
    boolean verifies(byte[] text, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (InvalidKeyException e) {
            // Thirty-two bytes that are no point of the curve: nothing was signed with that.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no Ed25519", e);
        }
    }

    private static PublicKey decoded(byte[] raw) {
        var x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + RAW_LENGTH);
        System.arraycopy(raw, 0, x509, X509_PREFIX.length, RAW_LENGTH);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
        } catch (GeneralSecurityException e) {
            throw (MalformedNote) new MalformedNote("these are not the bytes of an Ed25519 public key").initCause(e);
        }
    }

    private static int id(String name, byte[] raw) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(UTF_8));
            digest.update((byte) '\n');
            digest.update(ED25519);
            var hash = digest.digest(raw);
            return (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | hash[3] & 0xff;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return name.hashCode() ^ id;
    }

    /** As it is published; {@link #parse} reads it. */
    @Override
    public String toString() {
        var encoded = new byte[RAW_LENGTH + 1];
        encoded[0] = ED25519;
        System.arraycopy(raw, 0, encoded, 1, RAW_LENGTH);
        return name + "+" + idText() + "+" + Base64Text.of(encoded);
    }
}
