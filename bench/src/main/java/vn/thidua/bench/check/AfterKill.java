package vn.thidua.bench.check;

import java.util.Collection;
import tools.jackson.databind.JsonNode;
import vn.thidua.bench.board.BenchTable;
import vn.thidua.bench.load.Script;
import vn.thidua.bench.load.Submission;
import vn.thidua.bench.run.Findings;
import vn.thidua.bench.run.Parallel;
import vn.thidua.bench.system.Api;

/**
 * What is there after a restart: every acknowledged sheet with the digest of its receipt, and nothing that was never
 * sent. What was sent without an answer may be there or not.
 */
public final class AfterKill {

    private static final int NOT_FOUND = 404;

    private final Api scoring;
    private final Findings findings;

    public AfterKill(Api scoring, Findings findings) {
        this.scoring = scoring;
        this.findings = findings;
    }

    /** Looks at every sheet of which anything was sent. */
    public void verify(Collection<Script> scripts, int clients) throws InterruptedException {
        var touched =
                scripts.stream().filter(script -> script.sentRevision() > 0).toList();
        Parallel.each(clients, touched, this::verify);
    }

    private void verify(Script script) {
        var sheet = script.sheet();
        var acknowledged = script.acknowledgedRevision();
        var sent = script.sentRevision();
        var answer = scoring.asDistrict(sheet.scorer())
                .get("/api/scoring/v1/boards/%s/sheets/%s/%s/%s"
                        .formatted(sheet.board(), sheet.kind(), sheet.scorer(), sheet.target()));
        if (answer.status() == NOT_FOUND) {
            if (acknowledged > 0) {
                findings.lost("%s was acknowledged as revision %d and is not there after the restart"
                        .formatted(sheet.id(), acknowledged));
            }
            return;
        }
        var stored = answer.ok().json();
        var revision = stored.path("revision").asInt();
        if (revision < acknowledged) {
            findings.lost("%s was acknowledged as revision %d and is there as %d after the restart"
                    .formatted(sheet.id(), acknowledged, revision));
        } else if (revision > sent) {
            findings.countedTwice("%s was sent as revision %d at most and is there as %d after the restart"
                    .formatted(sheet.id(), sent, revision));
        } else {
            content(script, revision, stored);
        }
    }

    private void content(Script script, int revision, JsonNode stored) {
        var digest = stored.path("digest").asString();
        script.submissions().stream()
                .filter(submission -> submission.revision() == revision)
                .filter(Submission::isAcknowledged)
                .filter(submission -> !submission.receipt().digest().equals(digest))
                .forEach(submission -> findings.wrong("%s has the digest %s after the restart, the receipt is %s"
                        .formatted(script.sheet().id(), digest, submission.receipt())));
        script.sheet().revision(revision).marksByCode(BenchTable.TABLE).forEach((code, points) -> {
            var mark = stored.path("marks").path(code).asInt(-1);
            if (mark != points) {
                findings.wrong("%s has %d for %s after the restart, not %d"
                        .formatted(script.sheet().id(), mark, code, points));
            }
        });
    }
}
