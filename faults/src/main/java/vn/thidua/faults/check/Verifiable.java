package vn.thidua.faults.check;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Digests: every stored revision has that of its content, so a changed score is named; every manifest names the sheets
 * that stand, and final results name their manifest.
 */
final class Verifiable implements Invariant {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "I7";
    }

    @Override
    public String promise() {
        return "every stored revision and every finalised result verifies by its digest";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        evidence.sheets()
                .forEach((id, sheet) -> sheet.revisions()
                        .forEach(revision -> findings.expect(
                                Canonical.digest(revision.content()).equals(revision.digest()),
                                "%s@%d has been changed: its content has another digest",
                                id,
                                revision.number())));
        Map<String, JsonNode> manifests = new HashMap<>();
        for (var event : evidence.scoring()) {
            if (event.type().equals("scoring-closed")) {
                var data = JSON.readTree(event.data());
                manifests.put(data.path("board").asString(), data.path("manifest"));
            }
        }
        manifests
                .values()
                .forEach(manifest -> manifest.forEach(entry -> {
                    var id = entry.path("sheet").asString();
                    var sheet = evidence.sheets().get(id);
                    findings.expect(
                            sheet != null
                                    && sheet.standing().number()
                                            == entry.path("revision").asLong()
                                    && sheet.standing()
                                            .digest()
                                            .equals(entry.path("digest").asString()),
                            "the manifest names %s, which is not what stands",
                            entry);
                }));
        evidence.sheets().forEach((id, sheet) -> {
            var manifest = manifests.get(id.substring(0, id.indexOf('/')));
            if (manifest != null) {
                findings.expect(
                        manifest.findValuesAsString("sheet").contains(id), "%s stands, and no manifest names it", id);
            }
        });
        for (var event : evidence.ranking()) {
            if (event.type().equals("results-finalised")) {
                var data = JSON.readTree(event.data());
                var manifest = manifests.get(data.path("board").asString());
                findings.expect(
                        manifest != null
                                && Canonical.digest(manifest)
                                        .equals(data.path("manifestDigest").asString()),
                        "%s does not stem from the manifest that was published",
                        event.id());
            }
        }
    }
}
