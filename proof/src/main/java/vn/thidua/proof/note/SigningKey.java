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
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * The private half of a key that signs notes. Its file is PKCS#8 in PEM, as {@code openssl genpkey -algorithm ed25519}
 * writes it. One key can sign for many logs: it has another name, and so another published form, in each. Immutable; never
 * shows its secret in a text.
 */
public final class SigningKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int LINE = 64;

    private final PrivateKey key;
    private final VerifierKey verifier;

    private SigningKey(PrivateKey key, VerifierKey verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /** A new key. */
    public static SigningKey generate(String name, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, random);
            var pair = generator.generateKeyPair();
            return new SigningKey(pair.getPrivate(), VerifierKey.of(name, raw(pair.getPublic())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no Ed25519", e);
        }
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
            return new SigningKey(key, VerifierKey.of(name, publicOf(key)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Neither the text nor the cause: both could show the secret in a log.
            throw new MalformedNote("the key file does not hold an Ed25519 private key in PKCS#8");
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
        var body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return BEGIN + "\n" + body + "\n" + END + "\n";
    }

    /** The same key under another name, for another log. */
    public SigningKey named(String name) {
        return new SigningKey(key, VerifierKey.of(name, verifier.raw()));
    }

    /** What to publish. */
    public VerifierKey verifier() {
        return verifier;
    }

    byte[] sign(byte[] text) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(text);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 cannot sign with " + verifier, e);
        }
    }

    /**
     * The public half. The JDK derives it only while it makes a key, so a key is made again, with this one's seed in place
     * of chance; that it is the right one is then tried.
     */
    private static byte[] publicOf(PrivateKey key) throws GeneralSecurityException {
        if (!(key instanceof EdECPrivateKey edEc)) {
            throw new MalformedNote("the key file does not hold an Ed25519 private key in PKCS#8");
        }
        var generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(255, new Seed(edEc.getBytes().orElseThrow()));
        var publicKey = generator.generateKeyPair().getPublic();
        var trial = new byte[] {1};
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(key);
        signer.update(trial);
        var signature = signer.sign();
        signer.initVerify(publicKey);
        signer.update(trial);
        if (!signer.verify(signature)) {
            throw new IllegalStateException("this JDK does not make an Ed25519 key from its seed");
        }
        return raw(publicKey);
    }

    private static byte[] raw(PublicKey key) {
        var x509 = key.getEncoded();
        return Arrays.copyOfRange(x509, x509.length - VerifierKey.RAW_LENGTH, x509.length);
    }

    /** The published half; the secret never appears in a text. */
    @Override
    public String toString() {
        return "the private half of " + verifier;
    }

    /** Gives what it was made of once, in place of chance. */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            super(null, null);
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("this JDK does not make an Ed25519 key from a seed of " + seed.length);
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
