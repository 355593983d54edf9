package vn.thidua.console.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The key that tokens are signed with, RSA with 2048 bits. With a file (PKCS #8 in PEM, readable by its owner alone) it
 * is made once and outlives the process; without one, it is made at each start and every token ends with the process.
 *
 * <p>It is found or made beside the rest of the start; {@link #await} fails when it could not be.
 */
final class Keys {

    private static final int BITS = 2048;
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    private final CompletableFuture<JWKSet> keys;

    Keys(@Nullable Path file) {
        keys = CompletableFuture.supplyAsync(
                () -> new JWKSet(signing(file == null ? made() : kept(file))),
                task -> Thread.ofPlatform().daemon().name("signing-key").start(task));
    }

    JWKSet await() {
        return keys.join();
    }

    private static KeyPair kept(Path file) {
        try {
            if (!Files.exists(file)) {
                write(made(), file);
            }
            return read(Files.readString(file), file);
        } catch (IOException e) {
            throw new UncheckedIOException("The signing key's file %s cannot be used".formatted(file), e);
        }
    }

    /** The whole key or no file at all, whatever happens meanwhile. */
    private static void write(KeyPair pair, Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var whole =
                Files.createTempFile(folder, ".signing-key", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        try {
            var text = BEGIN + "\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(pair.getPrivate().getEncoded())
                    + "\n" + END + "\n";
            try (var channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            // Then that one is the key.
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static KeyPair read(String text, Path file) {
        try {
            var body = text.strip();
            if (!body.startsWith(BEGIN) || !body.endsWith(END)) {
                throw new IllegalArgumentException("it is not a private key in PEM (PKCS #8)");
            }
            var encoded = Base64.getMimeDecoder().decode(body.substring(BEGIN.length(), body.length() - END.length()));
            var factory = KeyFactory.getInstance("RSA");
            if (!(factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)) instanceof RSAPrivateCrtKey secret)
                    || secret.getModulus().bitLength() < BITS) {
                throw new IllegalArgumentException("it is not an RSA key of at least %d bits".formatted(BITS));
            }
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent())),
                    secret);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("The signing key's file %s cannot be used".formatted(file), e);
        }
    }

    private static KeyPair made() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RSAKey signing(KeyPair pair) {
        try {
            return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint()
                    .build();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
