package vn.thidua.console.issuer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares passwords and clients' secrets with their bcrypt hashes. What has matched once is recognised by a keyed
 * digest that never leaves the process, so that a system that asks for many tokens costs bcrypt once; what does not
 * match costs bcrypt every time. Remembers at most one digest for each stored hash.
 */
final class Secrets implements PasswordEncoder {

    private static final String BCRYPT = "{bcrypt}";

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
    private final ConcurrentHashMap<String, byte[]> matched = new ConcurrentHashMap<>();
    private final SecretKeySpec key;

    /** Guessing takes no more than half of the machine, which everything else shares. */
    private final Semaphore hashing =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    Secrets() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : hash(secret);
    }

    String hash(CharSequence secret) {
        return BCRYPT + bcrypt.encode(secret);
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String stored) {
        if (secret == null || stored == null || !stored.startsWith(BCRYPT)) {
            return false;
        }
        var digest = digest(secret);
        var known = matched.get(stored);
        if (known != null && MessageDigest.isEqual(known, digest)) {
            return true;
        }
        hashing.acquireUninterruptibly();
        boolean matches;
        try {
            matches = bcrypt.matches(secret, stored.substring(BCRYPT.length()));
        } finally {
            hashing.release();
        }
        if (matches) {
            matched.put(stored, digest);
        }
        return matches;
    }

    private byte[] digest(CharSequence secret) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac.doFinal(secret.toString().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
