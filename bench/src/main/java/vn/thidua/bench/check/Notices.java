package vn.thidua.bench.check;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.run.Findings;
import vn.thidua.bench.run.Parallel;
import vn.thidua.bench.system.ChildSystem;
import vn.thidua.standalone.access.DemoClients;

/** Each unit is told its board's results once, and the City committee those of all boards. */
final class Notices {

    private static final String CITY = "CITY";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final ChildSystem system;
    private final Findings findings;

    Notices(ChildSystem system, Findings findings) {
        this.system = system;
        this.findings = findings;
    }

    void verify(Collection<GeneratedBoard> boards, int clients) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!(Pipelines.isDrained(system.ranking()) && Pipelines.isDrained(system.notification()))
                && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        Map<String, Long> expected =
                boards.stream().flatMap(board -> board.units().stream()).collect(groupingBy(identity(), counting()));
        expected.put(CITY, (long) boards.size());
        Parallel.each(clients, expected.entrySet(), inbox -> verify(inbox.getKey(), inbox.getValue()));
    }

    private void verify(String recipient, long expected) {
        var told = system.notification()
                .as(recipient.equals(CITY) ? DemoClients.CITY : DemoClients.district(recipient))
                .get("/api/notification/v1/inboxes/" + recipient)
                .json()
                .path("total")
                .asLong();
        var found = "%s was told %d results, not %d".formatted(recipient, told, expected);
        if (told < expected) {
            findings.lost(found);
        } else if (told > expected) {
            findings.countedTwice(found);
        }
    }
}
