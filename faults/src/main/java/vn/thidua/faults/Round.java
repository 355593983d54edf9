package vn.thidua.faults;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.thidua.faults.check.Checker;
import vn.thidua.faults.check.Evidence;
import vn.thidua.faults.check.Evidence.Aftermath;
import vn.thidua.faults.check.Verdict;
import vn.thidua.faults.history.History;
import vn.thidua.faults.inject.Fault;
import vn.thidua.faults.inject.Kinds;
import vn.thidua.faults.inject.Poison;
import vn.thidua.faults.load.Load;
import vn.thidua.faults.load.LogKeys;
import vn.thidua.faults.load.Readers;
import vn.thidua.faults.load.Season;
import vn.thidua.faults.load.Tally;
import vn.thidua.faults.load.Web;
import vn.thidua.faults.read.StoreReader;
import vn.thidua.faults.read.TopicReader;
import vn.thidua.faults.system.Layout;
import vn.thidua.faults.system.ServerProcess.Holding;
import vn.thidua.faults.system.Topology;
import vn.thidua.faults.system.Topology.Instance;

/** One run from start to verdict. */
final class Round {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration ANSWERS = Duration.ofSeconds(160);
    private static final Duration REST = Duration.ofSeconds(60);

    /** What a service may hold more than before the first fault: pools that were not full yet. */
    private static final int MORE_THREADS = 80;

    private static final int MORE_DESCRIPTORS = 200;

    private final Plan plan;
    private final Path folder;
    private final Clock clock;
    private final PrintWriter out;
    private final Report report = new Report();
    private final Tally tally = new Tally();
    private final long started = System.nanoTime();

    Round(Plan plan, Path folder, Clock clock, PrintWriter out) {
        this.plan = plan;
        this.folder = folder;
        this.clock = clock;
        this.out = out;
    }

    /**
     * @param few only some short faults, each once
     * @param only what is in the name of a fault
     */
    record Plan(Duration time, long seed, int perSecond, Layout layout, int streams, boolean few, Pattern only) {}

    /** Runs it; whether nothing was violated. */
    boolean run() throws Exception {
        say(
                "starting %d brokers, the store%s, %d instances of each service, the issuer",
                plan.layout().brokers(),
                plan.layout().inContainers() ? " (in containers)" : "",
                plan.layout().instances());
        var file = folder.resolve("history.jsonl");
        try (var system = Topology.start(folder.resolve("system"), plan.layout());
                var poison = new Poison(system.bootstrap())) {
            say("up: load of %d/s begins", plan.perSecond());
            Duration took;
            List<String> grown;
            Map<String, Long> lag;
            try (var history = new History(file, clock)) {
                var web = new Web(system.issuer());
                var scoring = system.scoring().stream().map(Instance::origin).toList();
                var ranking = system.ranking().stream().map(Instance::origin).toList();
                var season = new Season(web, history, scoring, ranking, plan.seed(), tally);
                season.begin();
                var loaded = System.nanoTime();
                try (var load = new Load(
                                season,
                                web,
                                history,
                                scoring,
                                system.bootstrap(),
                                plan.perSecond(),
                                plan.seed(),
                                tally);
                        var readers = new Readers(web, history, ranking, season.watched(), plan.streams())) {
                    Thread.sleep(WARM_UP);
                    var before = holdings(system);
                    strike(system, new Kinds(system, poison, readers, new Random(plan.seed())));
                    load.finish(ANSWERS);
                    took = Duration.ofNanos(System.nanoTime() - loaded);
                    season.close();
                    lag = rest(system);
                    grown = grown(before, holdings(system));
                    // Who holds a stream open has a moment to be shown what came last.
                    Thread.sleep(Duration.ofSeconds(3));
                }
            }
            say("at rest: reading what is stored and published");
            var verdicts = check(system, poison, file, lag, grown);
            report.print(out, tally, took, verdicts);
            return verdicts.stream().allMatch(verdict -> verdict.violated() == 0);
        }
    }

    private void strike(Topology system, Kinds kinds) throws Exception {
        var random = new Random(plan.seed());
        var faults = new ArrayList<>(plan.few() ? kinds.few() : kinds.all());
        faults.removeIf(fault -> !plan.only().matcher(fault.name()).find());
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("no kind of fault has %s in its name".formatted(plan.only()));
        }
        if (!plan.few()) {
            Collections.shuffle(faults, random);
        }
        var end = System.nanoTime() + plan.time().toNanos();
        for (var number = 0; plan.few() ? number < faults.size() : System.nanoTime() < end; number++) {
            // Each kind once, then at random.
            var fault = number < faults.size() ? faults.get(number) : choose(faults, random);
            strike(system, fault);
            Thread.sleep(Duration.ofMillis(250 + random.nextInt(750)));
        }
    }

    private static Fault choose(List<Fault> faults, Random random) {
        var left = random.nextInt(faults.stream().mapToInt(Fault::weight).sum());
        for (var fault : faults) {
            left -= fault.weight();
            if (left < 0) {
                return fault;
            }
        }
        return faults.getLast();
    }

    private void strike(Topology system, Fault fault) throws InterruptedException {
        try {
            fault.strike().happen();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            say("%s could not be injected: %s", fault.name(), e);
            return;
        }
        var mended = System.nanoTime();
        var recovered = awaitRecovery(system, mended);
        var after = Duration.ofNanos(System.nanoTime() - mended);
        report.recovered(fault.name(), after);
        say(
                "%3d  %-44s %s after %5.1f s   %,8d acknowledged, %d under way",
                report.injected(),
                fault.name(),
                recovered ? "recovered" : "NOT RECOVERED",
                after.toMillis() / 1000.0,
                tally.acknowledged(),
                tally.underWay());
    }

    /** Everybody is well, and both doors acknowledge again. */
    private boolean awaitRecovery(Topology system, long since) throws InterruptedException {
        while (System.nanoTime() - since < RECOVERY.toNanos()) {
            if (tally.lastAcknowledgement() > since
                    && system.instances().stream().allMatch(Instance::isHealthy)
                    && system.isIssuing()) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    private Map<String, Long> rest(Topology system) throws InterruptedException {
        say("no more load: all has to come to rest within %d s", REST.toSeconds());
        var deadline = System.nanoTime() + REST.toNanos();
        try (var topics = new TopicReader(system.bootstrap());
                var store = new StoreReader(system.mongodb())) {
            while (true) {
                var lag = topics.lag();
                var isAtRest = lag.values().stream().allMatch(records -> records == 0) && store.unpublished() == 0;
                if (isAtRest || System.nanoTime() > deadline) {
                    return lag;
                }
                Thread.sleep(200);
            }
        }
    }

    private List<Verdict> check(Topology system, Poison poison, Path history, Map<String, Long> lag, List<String> grown)
            throws InterruptedException {
        try (var topics = new TopicReader(system.bootstrap());
                var store = new StoreReader(system.mongodb())) {
            var leftOut = poison.places();
            var keys = new LogKeys(
                    new Web(system.issuer()), system.scoring().getFirst().origin());
            return Checker.check(new Evidence(
                    History.read(history),
                    store.sheets(),
                    topics.events("thidua.scoring.v1", leftOut),
                    topics.events("thidua.ranking.v1", leftOut),
                    store.boards(),
                    store.items(),
                    store.logs(keys::of),
                    poison.letters(),
                    topics.letters(),
                    new Aftermath(lag, grown)));
        }
    }

    private static Map<String, Holding> holdings(Topology system) {
        return system.instances().stream()
                .collect(Collectors.toMap(
                        instance -> instance.process().name(),
                        instance -> instance.process().holding()));
    }

    private static List<String> grown(Map<String, Holding> before, Map<String, Holding> after) {
        var grown = new ArrayList<String>();
        new HashMap<>(after).forEach((name, now) -> {
            var then = before.getOrDefault(name, now);
            if (now.threads() > then.threads() + MORE_THREADS
                    || now.descriptors() > then.descriptors() + MORE_DESCRIPTORS) {
                grown.add("%s holds %s, and held %s before the first fault".formatted(name, now, then));
            }
        });
        return grown;
    }

    private void say(String format, Object... about) {
        out.printf("%6.1f s  %s%n", (System.nanoTime() - started) / 1e9, format.formatted(about));
        out.flush();
    }
}
