package vn.thidua.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.board.Generator;
import vn.thidua.bench.check.AfterKill;
import vn.thidua.bench.check.CatchUp;
import vn.thidua.bench.check.Verification;
import vn.thidua.bench.load.HttpLoad;
import vn.thidua.bench.load.IntakeLoad;
import vn.thidua.bench.load.Ledger;
import vn.thidua.bench.load.Registration;
import vn.thidua.bench.load.Script;
import vn.thidua.bench.load.Submission;
import vn.thidua.bench.run.BenchFailed;
import vn.thidua.bench.run.Findings;
import vn.thidua.bench.run.Progress;
import vn.thidua.bench.system.ChildSystem;

/**
 * Kills the whole system under load, as {@code kill -9} does, at a random moment between a fifth and four fifths of it.
 * Then starts it again on the same data, looks for everything that was acknowledged, sends again with the same keys what
 * had no answer, sends the rest, and compares everything.
 */
final class CrashRun {

    private static final String SOURCE = "/bench/crash";
    private static final int UNANSWERED = 500;

    private final long seed;
    private final Random random;
    private final int clients;
    private final Clock clock;
    private final Progress progress;
    private final Findings findings = new Findings();
    private final AtomicBoolean killed = new AtomicBoolean();

    private final List<GeneratedBoard> boards;
    private final List<Script> overHttp;
    private final List<Script> scriptsOverKafka;
    private final List<Submission> overKafka;
    private final List<Submission> all;

    CrashRun(long seed, int sheets, int clients, Clock clock, Progress progress) {
        this.seed = seed;
        this.random = new Random(seed);
        this.clients = clients;
        this.clock = clock;
        this.progress = progress;
        var generator = new Generator(random);
        var httpBoards = generator.boards("h", sheets / 2);
        var kafkaBoards = generator.boards("k", sheets / 2);
        boards = Stream.concat(httpBoards.stream(), kafkaBoards.stream()).toList();
        overHttp = Script.of(httpBoards, random);
        scriptsOverKafka = Script.of(kafkaBoards, random);
        overKafka = Script.interleaved(scriptsOverKafka, random);
        all = Stream.concat(overHttp.stream().flatMap(script -> script.submissions().stream()), overKafka.stream())
                .toList();
    }

    Figures.Crash run() throws InterruptedException {
        var killAfter = Math.round(all.size() * random.nextDouble(0.2, 0.8));
        progress.step("Crash, seed %d: starting the system".formatted(seed));
        try (var system = ChildSystem.start()) {
            new Registration(system.scoring()).register(boards, clients);
            progress.step("%d boards are open; kill -9 after %,d of %,d acknowledgements"
                    .formatted(boards.size(), killAfter, all.size()));
            var ledger = new Ledger(findings, killAfter, () -> {
                killed.set(true);
                system.kill();
            });
            send(system, ledger, false);
            if (!killed.get()) {
                throw new BenchFailed("the load ended before the kill: " + findings.found());
            }
            system.awaitEnd();
            var acknowledged = all.stream().filter(Submission::isAcknowledged).count();
            var unknown = all.stream().filter(Submission::isSent).count() - acknowledged;
            progress.step("killed: %,d acknowledged, %,d without an answer".formatted(acknowledged, unknown));

            var restarting = System.nanoTime();
            system.startAgain();
            var restart = Duration.ofNanos(System.nanoTime() - restarting);
            progress.step(
                    "up again after %.1f s; looking for what was acknowledged".formatted(Figures.inSeconds(restart)));
            killed.set(false);
            var everything = new ArrayList<Script>(overHttp);
            everything.addAll(scriptsOverKafka);
            new AfterKill(system.scoring(), findings).verify(everything, clients);
            send(system, ledger, true);
            var catchUp = new CatchUp(system, clients, findings).await(boards);
            progress.step("everything is sent; closing and finalising every board, comparing everything");
            new Verification(system, clients, ledger, findings).verify(boards);
            return new Figures.Crash(
                    seed,
                    boards.size(),
                    boards.stream().mapToLong(board -> board.sheets().size()).sum(),
                    killAfter,
                    acknowledged,
                    unknown,
                    Figures.inSeconds(restart),
                    Figures.inSeconds(catchUp),
                    findings.found());
        }
    }

    /** Both doors at once, until all is acknowledged or the system is killed. */
    private void send(ChildSystem system, Ledger ledger, boolean afterKill) throws InterruptedException {
        var http = new HttpLoad(system.scoring(), clients, ledger, findings, killed::get);
        try (var _ = progress.counting("HTTP and intake", ledger::acknowledged, all.size());
                var intake = new IntakeLoad(
                        system.kafka(), SOURCE, UNANSWERED, clock, ledger, findings, killed::get, afterKill);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<?>> doors = List.of(() -> http.run(overHttp), () -> intake.run(overKafka));
            var running = doors.stream().map(threads::submit).toList();
            for (var door : running) {
                door.get();
            }
        } catch (ExecutionException e) {
            throw new BenchFailed("sending failed: " + e.getCause(), e);
        }
    }
}
