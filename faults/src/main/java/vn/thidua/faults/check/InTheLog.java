package vn.thidua.faults.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.thidua.faults.check.Evidence.SeasonLog;
import vn.thidua.faults.check.Evidence.StoredSheet;
import vn.thidua.faults.history.Operation.Receipt;
import vn.thidua.faults.history.Operation.Submission;
import vn.thidua.faults.history.Operation.Tree;

/**
 * The signed logs: what is in them was signed, is every stored revision once and in its order, and continues what each
 * receipt showed of them. Written from the published format alone.
 */
final class InTheLog implements Invariant {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> CONTENT = List.of("adjustments", "board", "kind", "marks", "scorer", "target");

    @Override
    public String name() {
        return "I10";
    }

    @Override
    public String promise() {
        return "every stored revision is in its season's signed log once, and every receipt's log is continued";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        var shown = evidence.operations(Submission.class).stream()
                .filter(sent -> sent.receipt() != null)
                .collect(groupingBy(sent -> origin(sent.board()), mapping(Submission::receipt, toList())));
        var manifests = manifests(evidence);
        var stored = evidence.sheets().values().stream()
                .collect(groupingBy(sheet -> origin(sheet.id()), mapping(sheet -> sheet, toList())));
        var logs = new HashSet<String>();
        for (var log : evidence.logs()) {
            logs.add(log.origin());
            signed(log, shown.getOrDefault(log.origin(), List.of()), findings);
            contains(log, stored.getOrDefault(log.origin(), List.of()), manifests, findings);
        }
        stored.keySet()
                .forEach(origin ->
                        findings.expect(logs.contains(origin), "sheets are stored, and there is no log %s", origin));
    }

    /** {@code cum-1:2019-H1/PEER/A/B} is in the log {@code thidua/cum-1/2019}. */
    private static String origin(String id) {
        var colon = id.indexOf(':');
        return "thidua/" + id.substring(0, colon) + "/" + id.substring(colon + 1, colon + 5);
    }

    private static void signed(SeasonLog log, List<@Nullable Receipt> receipts, Findings findings) {
        var tree = new LogTree(log.entries());
        var checkpoint = Tree.of(log.checkpoint());
        findings.expect(
                checkpoint != null
                        && checkpoint.size() == log.entries().size()
                        && checkpoint.root().equals(tree.root(checkpoint.size())),
                "%s holds something else than its checkpoint says",
                log.origin());
        findings.expect(
                SignedNote.verifies(log.checkpoint(), log.origin(), log.key()),
                "the checkpoint of %s is not signed with its key",
                log.origin());
        for (var receipt : receipts) {
            if (receipt != null && receipt.tree() != null) {
                findings.expect(
                        receipt.tree().root().equals(tree.root(receipt.tree().size())),
                        "%s does not continue what a receipt showed of it: %s",
                        log.origin(),
                        receipt.tree());
            }
        }
    }

    private static void contains(
            SeasonLog log, List<StoredSheet> sheets, Map<String, List<String>> manifests, Findings findings) {
        var logged = new HashMap<String, List<String>>();
        var digests = new HashMap<String, String>();
        var closed = new HashMap<String, List<String>>();
        for (var text : log.entries()) {
            var entry = JSON.readTree(text);
            switch (entry.path("type").asString()) {
                case "sheet" -> {
                    var id = entry.path("sheet").asString();
                    var before = logged.computeIfAbsent(id, sheet -> new ArrayList<>());
                    findings.expect(
                            entry.path("revision").asLong() == before.size() + 1,
                            "%s has revision %s of %s after %d others",
                            log.origin(),
                            entry.path("revision"),
                            id,
                            before.size());
                    before.add(withoutNotes(entry));
                    digests.put(id, entry.path("digest").asString());
                    findings.expect(
                            Canonical.digest(content(entry)).equals(digests.get(id)),
                            "%s has %s with a digest that is not its content's",
                            log.origin(),
                            id);
                }
                case "closed" -> {
                    closed.computeIfAbsent(entry.path("board").asString(), board -> new ArrayList<>())
                            .addAll(named(entry.path("manifest")));
                    entry.path("manifest")
                            .forEach(counted -> findings.expect(
                                    counted.path("digest")
                                            .asString()
                                            .equals(digests.get(
                                                    counted.path("sheet").asString())),
                                    "%s closes a board with %s, which is not its last revision",
                                    log.origin(),
                                    counted));
                }
                default -> {}
            }
        }
        for (var sheet : sheets) {
            findings.expect(
                    sheet.revisions().stream()
                            .map(revision -> withoutNotes(JSON.readTree(revision.content())))
                            .toList()
                            .equals(logged.remove(sheet.id())),
                    "%s has other revisions of %s than are stored",
                    log.origin(),
                    sheet.id());
        }
        findings.expect(logged.isEmpty(), "%s has sheets that are not stored: %s", log.origin(), logged.keySet());
        closed.forEach((board, manifest) -> findings.expect(
                manifest.equals(manifests.get(board)),
                "%s closes %s with another manifest than was published",
                log.origin(),
                board));
    }

    private static Map<String, List<String>> manifests(Evidence evidence) {
        var manifests = new HashMap<String, List<String>>();
        for (var event : evidence.scoring()) {
            if (event.type().equals("scoring-closed")) {
                var data = JSON.readTree(event.data());
                manifests.put(data.path("board").asString(), named(data.path("manifest")));
            }
        }
        return manifests;
    }

    private static List<String> named(JsonNode manifest) {
        return manifest.valueStream()
                .map(counted -> counted.path("sheet").asString() + "@" + counted.path("revision"))
                .toList();
    }

    /** What a digest is over; a note is in the log as a commitment, so the same sheet has another digest there. */
    private static ObjectNode content(JsonNode sheet) {
        return ((ObjectNode) sheet.deepCopy()).retain(CONTENT);
    }

    private static String withoutNotes(JsonNode sheet) {
        var content = content(sheet);
        content.path("adjustments").forEach(adjustment -> ((ObjectNode) adjustment).remove("note"));
        return Canonical.digest(content);
    }
}
