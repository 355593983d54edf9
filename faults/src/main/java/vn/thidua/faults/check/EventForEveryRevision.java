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
        return "every sheet's revision has an event and vice versa, first ones in order; the standings that stand are published";
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
        standings(evidence, findings);
    }

    /**
     * Newer standings supersede those that were not published yet, and an instance that was held may publish what was
     * superseded later. So of them it only has to be true that the newest are published, and never in two ways.
     */
    private static void standings(Evidence evidence, Findings findings) {
        Map<String, String> told = new HashMap<>();
        Map<String, Long> newest = new HashMap<>();
        for (var event : evidence.ranking()) {
            if (event.type().equals("standings-updated") || event.type().equals("results-finalised")) {
                var before = told.putIfAbsent(event.id(), event.data());
                findings.expect(
                        before == null || before.equals(event.data()), "%s was published in two ways", event.id());
                var data = JSON.readTree(event.data());
                newest.merge(
                        data.path("board").asString(), data.path("revision").asLong(), Math::max);
            }
        }
        evidence.boards().forEach((id, board) -> {
            if (board.standings() != null) {
                var stands = JSON.readTree(board.standings()).path("revision").asLong();
                findings.expect(
                        newest.getOrDefault(id, 0L) == stands,
                        "standings %d of %s stand, and the newest published are %d",
                        stands,
                        id,
                        newest.getOrDefault(id, 0L));
            }
        });
    }
}
