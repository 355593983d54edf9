package vn.thidua.bench.check;

import java.time.Duration;
import java.util.Collection;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.load.Ledger;
import vn.thidua.bench.run.BenchFailed;
import vn.thidua.bench.run.Findings;
import vn.thidua.bench.run.Parallel;
import vn.thidua.bench.system.Api;
import vn.thidua.bench.system.ChildSystem;

/**
 * Closes and finalises every board, and compares: each manifest with the receipts, the final standings with the recount,
 * the inboxes with who had to be told.
 */
public final class Verification {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final ChildSystem system;
    private final int clients;
    private final Ledger ledger;
    private final Findings findings;

    public Verification(ChildSystem system, int clients, Ledger ledger, Findings findings) {
        this.system = system;
        this.clients = clients;
        this.ledger = ledger;
        this.findings = findings;
    }

    /** Compares everything about these boards; they are final afterwards. */
    public void verify(Collection<GeneratedBoard> boards) throws InterruptedException {
        Parallel.each(clients, boards, this::close);
        Parallel.each(clients, boards, this::finalise);
        new Notices(system, findings).verify(boards, clients);
        deadLetters(system.scoring());
        deadLetters(system.ranking());
        deadLetters(system.notification());
    }

    private void close(GeneratedBoard board) {
        var answer = system.scoring().asDistrict(board.head()).post("/api/scoring/v1/boards/" + board.id() + "/close");
        if (answer.isSuccess()) {
            new ManifestCheck(ledger, findings).compare(board, answer.json().path("manifest"));
            return;
        }
        var missing = answer.json().path("missing");
        if (answer.status() != CONFLICT || missing.isEmpty()) {
            findings.wrong(answer.toString());
        }
        missing.forEach(sheet -> findings.lost(sheet.asString() + " is missing when its board is closed"));
    }

    private void finalise(GeneratedBoard board) {
        var answer = finalised(board);
        if (!answer.isSuccess()) {
            findings.wrong(answer.toString());
            return;
        }
        var standings = answer.json();
        if (!standings.path("status").asString().equals("FINAL")) {
            findings.wrong(board.id() + " is not final: " + standings.path("status"));
        }
        StandingsCheck.differences(board, standings).forEach(findings::wrong);
    }

    /** Ranking refuses while it has not read that the board is closed. */
    private Api.Answer finalised(GeneratedBoard board) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = system.ranking()
                    .asDistrict(board.head())
                    .post("/api/ranking/v1/boards/" + board.id() + "/finalise");
            var early = answer.status() == CONFLICT || answer.status() == NOT_FOUND;
            if (!early || System.nanoTime() > deadline) {
                return answer;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchFailed("interrupted", e);
            }
        }
    }

    private void deadLetters(Api service) {
        var letters = Pipelines.deadLetters(service);
        if (letters > 0) {
            findings.wrong(letters + " dead letters at " + service.origin());
        }
    }
}
