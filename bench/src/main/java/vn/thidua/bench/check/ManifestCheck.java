package vn.thidua.bench.check;

import java.util.HashMap;
import java.util.HashSet;
import tools.jackson.databind.JsonNode;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.board.GeneratedSheet;
import vn.thidua.bench.load.Ledger;
import vn.thidua.bench.run.Findings;

/** Holds a closed board's manifest against the receipts: every sheet once, with the last revision and its digest. */
final class ManifestCheck {

    private final Ledger ledger;
    private final Findings findings;

    ManifestCheck(Ledger ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    void compare(GeneratedBoard board, JsonNode manifest) {
        var seen = new HashSet<String>();
        var expected = new HashMap<String, GeneratedSheet>();
        board.sheets().forEach(sheet -> expected.put(sheet.id(), sheet));
        manifest.forEach(entry -> {
            var id = entry.path("sheet").asString();
            var sheet = expected.get(id);
            if (!seen.add(id)) {
                findings.countedTwice(id + " is twice in the manifest");
            } else if (sheet == null) {
                findings.wrong(id + " is in the manifest, and was never sent");
            } else {
                compare(sheet, entry);
            }
        });
        expected.keySet().stream()
                .filter(id -> !seen.contains(id))
                .forEach(id -> findings.lost(id + " is not in the manifest"));
    }

    private void compare(GeneratedSheet sheet, JsonNode entry) {
        var revision = entry.path("revision").asInt();
        var receipt = ledger.receipt(sheet.id(), sheet.revisions());
        if (revision > sheet.revisions()) {
            findings.countedTwice(
                    "%s has %d revisions, and was sent as %d".formatted(sheet.id(), revision, sheet.revisions()));
        } else if (receipt == null) {
            findings.lost(sheet.id() + "#" + sheet.revisions() + " was never acknowledged");
        } else if (revision < sheet.revisions()) {
            findings.lost("%s is in the manifest with revision %d, and has the receipt %s"
                    .formatted(sheet.id(), revision, receipt));
        } else if (!receipt.digest().equals(entry.path("digest").asString())) {
            findings.wrong("the manifest has %s, the receipt is %s".formatted(entry, receipt));
        }
    }
}
