package vn.thidua.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The signature of a checkpoint (C2SP signed-note, Ed25519). */
final class SignedNote {

    /** What stands before the 32 bytes in an X.509 SubjectPublicKeyInfo of Ed25519 (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private SignedNote() {}

    /** Whether this key, {@code name+id+base64}, signed the note in the name of this origin. */
    static boolean verifies(String note, String origin, String key) {
        var end = note.indexOf("\n\n");
        var mark = "— " + origin + " ";
        var line = note.lines().filter(each -> each.startsWith(mark)).findFirst();
        if (end < 0 || line.isEmpty() || !note.startsWith(origin + "\n")) {
            return false;
        }
        var signature = Base64.getDecoder().decode(line.get().substring(mark.length()));
        var published = Base64.getDecoder().decode(key.strip().split("\\+", 3)[2]);
        var x509 = Arrays.copyOf(X509, X509.length + published.length - 1);
        System.arraycopy(published, 1, x509, X509.length, published.length - 1);
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
            verifier.update(note.substring(0, end + 1).getBytes(UTF_8));
            return verifier.verify(signature, 4, signature.length - 4);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
