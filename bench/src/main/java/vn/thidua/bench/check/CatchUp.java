package vn.thidua.bench.check;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.run.Findings;
import vn.thidua.bench.run.Parallel;
import vn.thidua.bench.system.ChildSystem;
import vn.thidua.standalone.access.DemoClients;

/** Waits until the standings show everything that was acknowledged. */
public final class CatchUp {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final ChildSystem system;
    private final int clients;
    private final Findings findings;

    public CatchUp(ChildSystem system, int clients, Findings findings) {
        this.system = system;
        this.clients = clients;
        this.findings = findings;
    }

    /**
     * Returns how long it took from now until scoring had published and ranking had read everything, when after that all
     * standings equal the recount. If they do not within two minutes, each difference is a finding.
     */
    public Duration await(Collection<GeneratedBoard> boards) throws InterruptedException {
        var started = System.nanoTime();
        while (true) {
            var drained = Pipelines.isDrained(system.scoring()) && Pipelines.isDrained(system.ranking());
            var took = Duration.ofNanos(System.nanoTime() - started);
            var patient = took.compareTo(PATIENCE) < 0;
            if (drained || !patient) {
                var differences = differences(boards);
                if (differences.isEmpty()) {
                    return took;
                }
                if (!patient) {
                    differences.forEach(findings::wrong);
                    return took;
                }
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private Collection<String> differences(Collection<GeneratedBoard> boards) throws InterruptedException {
        Queue<String> differences = new ConcurrentLinkedQueue<>();
        Parallel.each(clients, boards, board -> differences.addAll(differences(board)));
        return differences;
    }

    private List<String> differences(GeneratedBoard board) {
        var answer = system.ranking().as(DemoClients.CITY).get("/api/ranking/v1/boards/" + board.id() + "/standings");
        return answer.isSuccess() ? StandingsCheck.differences(board, answer.json()) : List.of(answer.toString());
    }
}
