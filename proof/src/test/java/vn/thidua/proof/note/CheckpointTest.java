package vn.thidua.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.proof.merkle.Hash;

class CheckpointTest {

    private static final String ORIGIN = "thidua/hn-mttq-cum-1/2019";

    /** Key and note of the reference implementation of signed notes, in Go's {@code sumdb/note}. */
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private final SigningKey key = SigningKey.generate(ORIGIN, new SecureRandom());
    private final KnownKeys known = KnownKeys.of(key.verifier());
    private final Checkpoint checkpoint = new Checkpoint(ORIGIN, 39, Hash.empty());

    @TempDir
    Path folder;

    @Test
    void the_reference_implementation_s_note_verifies_and_is_signed_alike() {
        var go = VerifierKey.parse(GO_KEY);
        assertThat(go).hasToString(GO_KEY);
        var note = Note.parse(GO_NOTE);
        assertThat(note).hasToString(GO_NOTE);
        assertThat(note.authenticity(KnownKeys.of(go))).isEqualTo(new Authenticity.Signed(List.of(go)));
        var changed = Note.parse(GO_NOTE.replace("answer", "Answer"));
        assertThat(changed.authenticity(KnownKeys.of(go))).isEqualTo(new Authenticity.Forged(go));
    }

    @Test
    void keys_sign_as_rfc_8032_has_it() throws IOException {
        var vectors = Files.readAllLines(Path.of("src", "test", "resources", "vectors", "rfc8032.txt"));
        for (var vector : vectors.subList(1, vectors.size())) {
            var fields = vector.split(" ");
            // The head of PKCS#8 for Ed25519 (RFC 8410), as openssl writes it.
            var pkcs8 = HexFormat.of().parseHex("302e020100300506032b657004220420" + fields[1]);
            var read = SigningKey.ofPem(
                    ORIGIN, "-----BEGIN PRIVATE KEY-----\n" + Base64Text.of(pkcs8) + "\n-----END PRIVATE KEY-----\n");
            assertThat(read.verifier().raw())
                    .as(fields[0])
                    .isEqualTo(HexFormat.of().parseHex(fields[2]));
            var message = HexFormat.of().parseHex(fields[3].replace("-", ""));
            assertThat(read.sign(message))
                    .as(fields[0])
                    .isEqualTo(HexFormat.of().parseHex(fields[4]));
        }
    }

    @Test
    void a_checkpoint_is_three_lines_and_its_signatures() {
        var text = checkpoint.signed(key).toString();
        assertThat(text)
                .startsWith(ORIGIN + "\n39\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— " + ORIGIN + " ")
                .endsWith("=\n");
        var read = SignedCheckpoint.parse(text);
        assertThat(read).isEqualTo(checkpoint.signed(key)).hasToString(text);
        assertThat(read.checkpoint()).isEqualTo(checkpoint);
        assertThat(read.authenticity(known)).isEqualTo(new Authenticity.Signed(List.of(key.verifier())));
    }

    @Test
    void every_flipped_bit_is_refused() {
        var bytes = checkpoint.signed(key).toString().getBytes(UTF_8);
        for (var bit = 0; bit < 8 * bytes.length; bit++) {
            var flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isAccepted(flipped)).as("bit " + bit).isFalse();
        }
    }

    private boolean isAccepted(byte[] note) {
        try {
            // Bytes that are no UTF-8 are refused before.
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(note)).toString();
            return SignedCheckpoint.parse(text).authenticity(known) instanceof Authenticity.Signed;
        } catch (MalformedNote | CharacterCodingException e) {
            return false;
        }
    }

    @Test
    void what_is_not_exactly_a_signed_checkpoint_is_refused() {
        var text = checkpoint.signed(key).toString();
        var root = Hash.empty().base64();
        var signature = text.substring(text.indexOf("—"));
        for (var wrong : List.of(
                "",
                "\n",
                "\n\n",
                text.stripTrailing(),
                text + "\n",
                text.replace("\n\n", "\n"),
                text.replace("\n", "\r\n"),
                text.replace("\n39\n", "\n039\n"),
                text.replace("\n39\n", "\n+39\n"),
                text.replace("\n39\n", "\n-1\n"),
                text.replace("\n39\n", "\n\n"),
                text.replace("\n39\n", "\n9999999999999999\n"),
                text.replace("\n39\n", "\n٣٩\n"),
                text.replace(root, root + "\nextension"),
                text.replace(root, root.replace("=", "")),
                text.replace(root, root.replace("FU=", "FV=")),
                text.replace(root, "AAAA"),
                text.replace("— ", "- "),
                text.replace("— ", "—"),
                text.replace("— ", "—  "),
                text.replace(ORIGIN + "\n", "\n"),
                text.replace(ORIGIN, "thi\u2003dua"),
                text.replace(ORIGIN, "thi+dua"),
                text.replace(ORIGIN, "thi dua"),
                text.replace(signature, ""),
                text.replace(signature, "— " + ORIGIN + " AAAA\n"),
                text + "x\n",
                text + signature.repeat(64))) {
            assertThatThrownBy(() -> SignedCheckpoint.parse(wrong)).as(wrong).isInstanceOf(MalformedNote.class);
        }
    }

    @Test
    void keys_are_rotated_by_knowing_both() {
        var next = SigningKey.generate(ORIGIN, new SecureRandom());
        var both = KnownKeys.parse(
                List.of(key.verifier().toString(), next.verifier().toString()));
        assertThat(checkpoint.signed(key).authenticity(both))
                .isEqualTo(new Authenticity.Signed(List.of(key.verifier())));
        assertThat(checkpoint.signed(next).authenticity(both))
                .isEqualTo(new Authenticity.Signed(List.of(next.verifier())));
        assertThat(checkpoint.signed(key, next).authenticity(both))
                .isEqualTo(new Authenticity.Signed(List.of(key.verifier(), next.verifier())));
        assertThat(checkpoint.signed(key, next).authenticity(known))
                .as("the new key is not known yet")
                .isEqualTo(new Authenticity.Signed(List.of(key.verifier())));
        assertThat(checkpoint.signed(next).authenticity(known)).isEqualTo(new Authenticity.Unknown(List.of(ORIGIN)));
    }

    @Test
    void one_wrong_signature_of_a_known_key_spoils_the_others() {
        var next = SigningKey.generate(ORIGIN, new SecureRandom());
        var other = new Checkpoint(ORIGIN, 40, Hash.empty()).signed(next).toString();
        var mixed = checkpoint.signed(key) + other.substring(other.indexOf("—"));
        var both = KnownKeys.of(key.verifier(), next.verifier());
        assertThat(SignedCheckpoint.parse(mixed).authenticity(both))
                .isEqualTo(new Authenticity.Forged(next.verifier()));
        assertThat(SignedCheckpoint.parse(mixed).authenticity(known))
                .as("an unknown one is ignored")
                .isEqualTo(new Authenticity.Signed(List.of(key.verifier())));
    }

    @Test
    void a_key_signs_only_for_the_log_it_is_named_after() {
        var elsewhere = new Checkpoint("thidua/hn-mttq-cum-2/2019", 39, Hash.empty()).signed(key);
        assertThat(elsewhere.authenticity(known)).isInstanceOf(Authenticity.Unknown.class);
        var there = key.named("thidua/hn-mttq-cum-2/2019");
        assertThat(there.verifier()).isNotEqualTo(key.verifier());
        assertThat(new Checkpoint("thidua/hn-mttq-cum-2/2019", 39, Hash.empty())
                        .signed(there)
                        .authenticity(KnownKeys.of(there.verifier())))
                .isInstanceOf(Authenticity.Signed.class);
    }

    @Test
    void no_piece_and_no_other_spelling_of_a_verifier_key_is_one() {
        assertThat(VerifierKey.parse(key.verifier().toString())).isEqualTo(key.verifier());
        for (var from = 0; from <= GO_KEY.length(); from++) {
            for (var to = from + 1; to <= GO_KEY.length(); to++) {
                if (to - from < GO_KEY.length()) {
                    var piece = GO_KEY.substring(from, to);
                    assertThatThrownBy(() -> VerifierKey.parse(piece)).isInstanceOf(MalformedNote.class);
                }
            }
        }
        for (var wrong : List.of(
                GO_KEY.replace("c74f20a3", "C74F20A3"),
                GO_KEY.replace("c74f20a3", "c74f20a4"),
                GO_KEY.replace("+ARpc", "+AhpC"),
                GO_KEY.replace("Peter", "Peter "),
                GO_KEY + "=",
                GO_KEY + "\n")) {
            assertThatThrownBy(() -> VerifierKey.parse(wrong)).isInstanceOf(MalformedNote.class);
        }
        assertThatThrownBy(() -> KnownKeys.parse(List.of(GO_KEY, GO_KEY))).isInstanceOf(MalformedNote.class);
    }

    @Test
    void a_key_file_is_written_once_for_its_owner_and_read_back() throws IOException {
        var file = folder.resolve("log.key");
        key.write(file);
        var read = SigningKey.read(ORIGIN, file);
        assertThat(read.verifier()).isEqualTo(key.verifier());
        assertThat(checkpoint.signed(read)).isEqualTo(checkpoint.signed(key));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> key.write(file)).isInstanceOf(FileAlreadyExistsException.class);
        var secret = Files.readString(file).lines().skip(1).findFirst().orElseThrow();
        assertThat(key.toString()).contains(key.verifier().toString()).doesNotContain(secret);
    }

    @Test
    void what_is_no_key_file_is_refused_without_showing_it() throws IOException {
        var file = folder.resolve("log.key");
        key.write(file);
        var pem = Files.readString(file);
        var secret = pem.lines().skip(1).findFirst().orElseThrow();
        for (var wrong : List.of(
                "",
                secret,
                pem.replace("PRIVATE", "PUBLIC"),
                pem.replace(secret, ""),
                pem.replace(secret, secret.substring(4)),
                pem + pem,
                pem.replace(secret, secret + "!"))) {
            assertThatThrownBy(() -> SigningKey.ofPem(ORIGIN, wrong))
                    .isInstanceOf(MalformedNote.class)
                    .hasNoCause()
                    .hasMessageNotContaining(secret.substring(8));
        }
    }
}
