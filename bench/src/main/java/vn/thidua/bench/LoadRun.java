package vn.thidua.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import vn.thidua.bench.Figures.Door;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.board.Generator;
import vn.thidua.bench.check.CatchUp;
import vn.thidua.bench.check.Verification;
import vn.thidua.bench.load.HttpLoad;
import vn.thidua.bench.load.IntakeLoad;
import vn.thidua.bench.load.Ledger;
import vn.thidua.bench.load.Registration;
import vn.thidua.bench.load.Script;
import vn.thidua.bench.run.Findings;
import vn.thidua.bench.run.Progress;
import vn.thidua.bench.system.ChildSystem;
import vn.thidua.bench.system.PeerTool;

/**
 * The undisturbed measurement: so many sheets over HTTP, as many over the intake topic, then Kafka's own tool on the
 * same broker, then everything is compared. Nothing else runs while one of them does.
 */
final class LoadRun {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Random random;
    private final int sheets;
    private final int clients;
    private final Clock clock;
    private final Progress progress;
    private final Findings findings = new Findings();
    private final Ledger ledger = new Ledger(findings);

    LoadRun(long seed, int sheets, int clients, Clock clock, Progress progress) {
        this.random = new Random(seed);
        this.sheets = sheets;
        this.clients = clients;
        this.clock = clock;
        this.progress = progress;
    }

    Figures.Load run() throws InterruptedException {
        var generator = new Generator(random);
        var overHttp = generator.boards("h", sheets);
        var overKafka = generator.boards("k", sheets);
        var all = new ArrayList<GeneratedBoard>(overHttp);
        all.addAll(overKafka);
        progress.step("Load: starting the system");
        try (var system = ChildSystem.start()) {
            progress.step(
                    "scoring is %s, the broker %s".formatted(system.scoring().origin(), system.brokers()));
            new Registration(system.scoring()).register(all, clients);
            progress.step("%d boards of six units are open".formatted(all.size()));
            var http = http(system, overHttp);
            var kafka = intake(system, overKafka);
            var records = kafka.door().submissions();
            progress.step("Kafka's producer performance tool, records of %d bytes".formatted(kafka.recordBytes()));
            var peer = new PeerTool(system.kafka()).run(records, kafka.recordBytes());
            progress.step("closing and finalising every board, comparing everything");
            new Verification(system, clients, ledger, findings).verify(all);
            return new Figures.Load(
                    all.size(),
                    all.stream().mapToLong(board -> board.sheets().size()).sum(),
                    http,
                    kafka.door(),
                    peer,
                    http.submissionsPerSecond() / peer.recordsPerSecond(),
                    kafka.door().submissionsPerSecond() / peer.recordsPerSecond(),
                    system.peakResidentMebibytes(),
                    findings.found());
        }
    }

    private Door http(ChildSystem system, List<GeneratedBoard> boards) throws InterruptedException {
        var scripts = Script.of(boards, random);
        var cpu = new Cpu(system);
        var load = new HttpLoad(system.scoring(), clients, ledger, findings, () -> false);
        try (var counting = progress.counting("HTTP", ledger::acknowledged, submissions(scripts))) {
            var speed = load.run(scripts);
            counting.close();
            var catchUp = new CatchUp(system, clients, findings).await(boards);
            progress.step("HTTP: %.0f sheets/s".formatted(speed.sheetsPerSecond()));
            return Door.of(system.scoring().origin().toString(), speed, catchUp, cpu.system(), cpu.client());
        }
    }

    private IntakeResult intake(ChildSystem system, List<GeneratedBoard> boards) throws InterruptedException {
        var scripts = Script.of(boards, random);
        var cpu = new Cpu(system);
        try (var load = new IntakeLoad(
                        system.kafka(), "/bench/load", UNLIMITED, clock, ledger, findings, () -> false, false);
                var counting = progress.counting("intake", load::answered, submissions(scripts))) {
            var speed = load.run(Script.interleaved(scripts, random));
            counting.close();
            var catchUp = new CatchUp(system, clients, findings).await(boards);
            load.finish();
            progress.step("intake: %.0f sheets/s".formatted(speed.sheetsPerSecond()));
            return new IntakeResult(
                    Door.of(system.brokers(), speed, catchUp, cpu.system(), cpu.client()), load.meanRecordBytes());
        }
    }

    private static long submissions(List<Script> scripts) {
        return scripts.stream().mapToLong(script -> script.submissions().size()).sum();
    }

    private record IntakeResult(Door door, int recordBytes) {}

    /** Processor time used since this was made. */
    private static final class Cpu {

        private final ChildSystem child;
        private final Duration childBefore;
        private final Duration ownBefore = own();

        private Cpu(ChildSystem child) {
            this.child = child;
            this.childBefore = child.cpu();
        }

        private Duration system() {
            return child.cpu().minus(childBefore);
        }

        private Duration client() {
            return own().minus(ownBefore);
        }

        private static Duration own() {
            return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }
}
