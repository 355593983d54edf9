package vn.thidua.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.faults.check.Evidence.SeasonLog;

/** The seasons' signed logs of the {@link Model}. */
final class ModelLogs {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final KeyPair KEY = key();

    private final Map<String, List<String>> entries = new TreeMap<>();

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void append(String board, Object entry) {
        entries.computeIfAbsent(origin(board), origin -> new ArrayList<>()).add(JSON.writeValueAsString(entry));
    }

    private static String origin(String board) {
        return "thidua/" + board.replace(':', '/');
    }

    /** The newest of the board's season. */
    String checkpoint(String board) {
        var origin = origin(board);
        return signed(origin, entries.getOrDefault(origin, List.of()));
    }

    private static String signed(String origin, List<String> entries) {
        var text = origin + "\n" + entries.size() + "\n" + new LogTree(entries).root(entries.size()) + "\n";
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(KEY.getPrivate());
            signer.update(text.getBytes(UTF_8));
            var signature = signer.sign();
            var withId = new byte[4 + signature.length];
            System.arraycopy(signature, 0, withId, 4, signature.length);
            return text + "\n— " + origin + " " + Base64.getEncoder().encodeToString(withId) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String published(String origin, KeyPair key) {
        var x509 = key.getPublic().getEncoded();
        var raw = Arrays.copyOfRange(x509, x509.length - 33, x509.length);
        raw[0] = 1;
        return origin + "+00000000+" + Base64.getEncoder().encodeToString(raw);
    }

    List<SeasonLog> all(Set<Defect> defects) {
        return entries.entrySet().stream()
                .map(log -> {
                    var origin = log.getKey();
                    var kept = new ArrayList<>(log.getValue());
                    if (defects.contains(Defect.LOG_WRITTEN_AGAIN)) {
                        Collections.swap(kept, 0, kept.size() - 1);
                    }
                    var checkpoint = signed(origin, kept);
                    if (defects.contains(Defect.ENTRY_CHANGED_AFTER_IT_WAS_SIGNED)) {
                        kept.set(1, kept.get(1).replaceFirst("\\{", "{\"slipped\":\"in\","));
                    }
                    var key = defects.contains(Defect.SIGNED_WITH_ANOTHER_KEY) ? key() : KEY;
                    return new SeasonLog(origin, published(origin, key), checkpoint, kept);
                })
                .toList();
    }
}
