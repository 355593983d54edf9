package vn.thidua.ranking.standings;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.thidua.events.EventJson;
import vn.thidua.events.ScoringClosed.CountedSheet;

/** Names a manifest by its content, so that results say what they were made from. */
public final class ManifestDigest {

    private ManifestDigest() {}

    /**
     * {@code sha-256:} and the hex digest over the manifest as a JSON array, ordered by sheet. The members of each
     * entry are sorted and nothing but ASCII text and whole numbers is in them, so this is canonical JSON (RFC 8785).
     */
    public static String of(List<CountedSheet> manifest) {
        var entries = manifest.stream()
                .sorted(Comparator.comparing(CountedSheet::sheet))
                .map(ManifestDigest::sorted)
                .toList();
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(EventJson.mapper().writeValueAsBytes(entries));
            return "sha-256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> sorted(CountedSheet counted) {
        var members = new TreeMap<String, Object>();
        members.put("digest", counted.digest());
        members.put("revision", counted.revision());
        members.put("sheet", counted.sheet());
        return members;
    }
}
