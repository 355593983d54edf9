package vn.thidua.faults.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import vn.thidua.faults.check.Evidence.Counted;
import vn.thidua.faults.check.Evidence.StoredRevision;
import vn.thidua.faults.history.Operation.Submission;

/** Of every receipt: the revision is there with that content, once, and the newest of its sheet is what ranking counts. */
final class CountedOnce implements Invariant {

    @Override
    public String name() {
        return "I1";
    }

    @Override
    public String promise() {
        return "every acknowledged sheet is counted exactly once, with the content of its receipt";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        var revisionOfKey = new HashMap<String, Long>();
        Set<String> acknowledged = new HashSet<>();
        for (var submission : evidence.operations(Submission.class)) {
            var receipt = submission.receipt();
            if (receipt == null) {
                continue;
            }
            acknowledged.add(submission.sheet());
            var key = submission.door() + " " + submission.scorer() + " " + submission.key();
            var earlier = revisionOfKey.putIfAbsent(key, receipt.revision());
            var sheet = evidence.sheets().get(submission.sheet());
            var stored = sheet == null
                    ? null
                    : sheet.revisions().stream()
                            .filter(revision -> revision.number() == receipt.revision())
                            .findFirst()
                            .orElse(null);
            findings.expect(
                    stored != null && stored.digest().equals(receipt.digest()),
                    "%s@%d was acknowledged (operation %d) and is not stored",
                    submission.sheet(),
                    receipt.revision(),
                    submission.id());
            findings.expect(
                    Canonical.digest(submission.content()).equals(receipt.digest()),
                    "the receipt of operation %d is for other content than was sent",
                    submission.id());
            findings.expect(
                    earlier == null || earlier == receipt.revision(),
                    "the request %s was counted as revision %s and as %d of %s",
                    submission.key(),
                    earlier,
                    receipt.revision(),
                    submission.sheet());
        }
        evidence.sheets().forEach((id, sheet) -> {
            var board = evidence.boards().get(board(id));
            var standing = sheet.standing();
            findings.expect(
                    board != null
                            && new Counted(standing.number(), standing.digest())
                                    .equals(board.counted().get(id)),
                    "ranking does not count %s@%d%s",
                    id,
                    standing.number(),
                    acknowledged.contains(id) ? ", which was acknowledged" : "");
            var numbers = sheet.revisions().stream().map(StoredRevision::number).toList();
            findings.expect(
                    new HashSet<>(numbers).size() == numbers.size(), "%s has a revision twice: %s", id, numbers);
        });
        evidence.boards()
                .forEach((id, board) -> board.counted()
                        .keySet()
                        .forEach(sheet -> findings.expect(
                                evidence.sheets().containsKey(sheet),
                                "ranking counts %s, which is not stored",
                                sheet)));
    }

    private static String board(String sheet) {
        return sheet.substring(0, sheet.indexOf('/'));
    }
}
