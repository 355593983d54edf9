package vn.thidua.proof.note;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The private half of a key that signs notes. Its file is PKCS#8 in PEM, as {@code openssl genpkey -algorithm ed25519}
 * writes it. One key can sign for many logs: it has another name, and so another published form, in each. Immutable; never
 * shows its secret in a text.
 */
public final class SigningKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final String NO_KEY = "the key file does not hold an Ed25519 private key in PKCS#8";
    private static final int LINE = 64;

    private final Ed25519PrivateKeyParameters key;
    private final VerifierKey verifier;

    private SigningKey(Ed25519PrivateKeyParameters key, String name) {
        this.key = key;
        this.verifier = VerifierKey.of(name, key.generatePublicKey().getEncoded());
    }

    /** A new key. */
    public static SigningKey generate(String name, SecureRandom random) {
        return new SigningKey(new Ed25519PrivateKeyParameters(random), name);
    }

    /**
     * The key from its file.
     *
     * @throws MalformedNote when the file holds anything but one unencrypted Ed25519 key
     */
    public static SigningKey read(String name, Path file) throws IOException {
        return ofPem(name, Files.readString(file, US_ASCII));
    }

    /**
     * The key from PKCS#8 in PEM.
     *
     * @throws MalformedNote when that is anything but one unencrypted Ed25519 key
     */
    public static SigningKey ofPem(String name, String pem) {
        var stripped = pem.strip();
        if (!stripped.startsWith(BEGIN)
                || !stripped.endsWith(END)
                || stripped.length() < BEGIN.length() + END.length()) {
            throw new MalformedNote("a key file begins with " + BEGIN + " and ends with " + END);
        }
        var base64 = stripped.substring(BEGIN.length(), stripped.length() - END.length())
                .replaceAll("\\s", "");
        try {
            var key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            if (key instanceof EdECPrivateKey edEc) {
                return new SigningKey(
                        new Ed25519PrivateKeyParameters(edEc.getBytes().orElseThrow()), name);
            }
            throw new MalformedNote(NO_KEY);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Neither the text nor the cause: both could show the secret in a log.
            throw new MalformedNote(NO_KEY);
        }
    }

    /**
     * Writes the key to a new file that only its owner can read.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one: a key is never overwritten
     */
    public void write(Path file) throws IOException {
        var isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        var owner = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, owner);
                var out = Channels.newOutputStream(channel)) {
            out.write(pem().getBytes(US_ASCII));
        }
    }

    /** PKCS#8 in PEM: the secret itself, for whoever keeps it; {@link #ofPem} reads it. */
    public String pem() {
        var body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(pkcs8());
        return BEGIN + "\n" + body + "\n" + END + "\n";
    }

    /** The same key under another name, for another log. */
    public SigningKey named(String name) {
        return new SigningKey(key, name);
    }

    /** What to publish. */
    public VerifierKey verifier() {
        return verifier;
    }

    private byte[] pkcs8() {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key.getEncoded()))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no Ed25519", e);
        }
    }

    byte[] sign(byte[] text) {
        var signature = new byte[Ed25519PrivateKeyParameters.SIGNATURE_SIZE];
        key.sign(Ed25519.Algorithm.Ed25519, null, text, 0, text.length, signature, 0);
        return signature;
    }

    /** The published half; the secret never appears in a text. */
    @Override
    public String toString() {
        return "the private half of " + verifier;
    }
}
