package vn.thidua.faults.check;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The topic and the store say the same, and the topic says it in order. */
final class EventForEveryRevision implements Invariant {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "I4";
    }

    @Override
    public String promise() {
        return "every revision has an event and every event a revision; first occurrences in revision order";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        Map<String, String> digests = new HashMap<>();
        Map<String, Long> newest = new HashMap<>();
        for (var event : evidence.scoring()) {
            if (!event.type().equals("score-submitted")) {
                continue;
            }
            var data = JSON.readTree(event.data());
            var sheet = data.path("sheet").asString();
            var revision = data.path("revision").asLong();
            var digest = data.path("digest").asString();
            var stored = evidence.sheets().get(sheet);
            findings.expect(
                    stored != null
                            && stored.revisions().stream()
                                    .anyMatch(known -> known.number() == revision
                                            && known.digest().equals(digest)),
                    "%s was published and is not stored",
                    event.id());
            if (digests.putIfAbsent(sheet + "@" + revision, digest) == null) {
                var before = newest.merge(sheet, revision, Math::max);
                findings.expect(before == revision, "%s was first published after revision %d", event.id(), before);
            }
        }
        evidence.sheets()
                .forEach((id, sheet) -> sheet.revisions()
                        .forEach(revision -> findings.expect(
                                revision.digest().equals(digests.get(id + "@" + revision.number())),
                                "%s@%d was not published%s",
                                id,
                                revision.number(),
                                sheet.published() >= revision.number() ? ", though its watermark says so" : "")));
        Map<String, Long> standings = new HashMap<>();
        for (var event : evidence.ranking()) {
            if (event.type().equals("standings-updated")) {
                var data = JSON.readTree(event.data());
                var revision = data.path("revision").asLong();
                var board = data.path("board").asString();
                if (digests.putIfAbsent(event.id(), "") == null) {
                    var before = standings.merge(board, revision, Math::max);
                    findings.expect(before == revision, "%s was first published after revision %d", event.id(), before);
                }
            }
        }
    }
}
