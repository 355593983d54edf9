package vn.thidua.scoring.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.thidua.scoring.RunningScoring;
import vn.thidua.scoring.Sample;
import vn.thidua.scoring.intake.EventBatches;

/**
 * Thousands of requests with something wrong in their bodies or headers, good sheets in between: nothing fails, nothing
 * is kept in memory, nothing counts that should not, and nothing good is lost. As many as the suite has time for;
 * CONTRIBUTING.md says how to send all 50,000.
 */
class MutationTest {

    /** Another one shows other requests: -Dthidua.mutation.seed=… */
    private static final long SEED = Long.getLong("thidua.mutation.seed", 20191105);

    private static final int CLIENTS = 16;
    private static final int UNITS_OF_CLIENT = 4;
    private static final int REQUESTS = Integer.getInteger("thidua.mutation.requests", 4_000);

    /** After so many everything that is kept once is in memory. */
    private static final int FIRST = REQUESTS / 5;

    /** A good sheet after so many others. */
    private static final int BETWEEN = 4;

    private static final long MOST_GROWTH = 32L * 1024 * 1024;

    @Test
    void mutatedRequestsHarmNothing() throws InterruptedException {
        try (var scoring = RunningScoring.embedded("mutation");
                var wire = new Wire(scoring.port())) {
            var units = units();
            open(scoring, units);
            var senders = senders(scoring, wire, units);

            run(senders, FIRST / 10);
            var threads = threads();
            run(senders, FIRST - FIRST / 10);
            var heap = heap(scoring);
            run(senders, REQUESTS - FIRST);

            assertThat(heap(scoring) - heap).as(seed("growth of the heap")).isLessThan(MOST_GROWTH);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(threads()).isLessThan(threads + 20));
            assertThat(statuses(senders)).as(seed("what was answered")).containsKeys(200, 201, 207, 400, 401, 403, 422);
            assertCounted(scoring, senders);
            assertTables(scoring, senders);
        }
    }

    private static List<String> units() {
        var units = new ArrayList<>(List.of("HBT", "DD", "HK", "BD"));
        IntStream.range(units.size(), CLIENTS * UNITS_OF_CLIENT)
                .mapToObj("TX%02d"::formatted)
                .forEach(units::add);
        return units;
    }

    private static void open(RunningScoring scoring, List<String> units) {
        for (var unit : units) {
            scoring.put("/units/" + unit, Map.of("name", "Đơn vị " + unit)).isSuccess();
        }
        // Those that are not members, and look as if they were.
        scoring.put("/units/LB", Map.of("name", "Quận Long Biên")).isSuccess();
        var members = units.stream()
                .map(unit -> Map.of("unit", unit, "from", "2010-01-01"))
                .toList();
        scoring.put("/clusters/cum-mm", Map.of("name", "Cụm thử", "members", members))
                .isSuccess();
        scoring.put("/clusters/cum-mm/score-tables/" + Sample.TABLE.version(), Sample.TABLE)
                .isSuccess();
        scoring.put("/clusters/cum-mm/head", Map.of("unit", "HBT", "from", "2019-01-01"))
                .isSuccess();
        scoring.put("/boards/" + Sender.BOARD, RunningScoring.plan()).isSuccess();
        scoring.district("HBT").post("/boards/" + Sender.BOARD + "/open", "").isSuccess();
    }

    private static List<Sender> senders(RunningScoring scoring, Wire wire, List<String> units) {
        var tokens = new ConcurrentHashMap<String, String>();
        var judge = new Judge(Sender.BOARD, new HashSet<>(units), Sample.TABLE);
        return IntStream.range(0, CLIENTS)
                .mapToObj(client -> {
                    var own = units.subList(client * UNITS_OF_CLIENT, (client + 1) * UNITS_OF_CLIENT);
                    var foreign = new ArrayList<>(units);
                    foreign.removeAll(own);
                    foreign.addAll(List.of("LB", "THANH-PHO", "CITY", "*", ""));
                    return new Sender(
                            wire,
                            judge,
                            new Random(SEED * CLIENTS + client),
                            own,
                            units,
                            foreign,
                            unit -> tokens.computeIfAbsent(unit, name -> token(scoring, name)),
                            scoring.issuer()
                                    .token(claims -> claims.subject("thanh-pho-" + client)
                                            .claim("thidua_role", "CITY")));
                })
                .toList();
    }

    /** Each under its own account: a client's rate is its own. */
    private static String token(RunningScoring scoring, String unit) {
        return scoring.issuer()
                .token(claims -> claims.subject("he-thong-" + unit)
                        .claim("thidua_role", "DISTRICT")
                        .claim("thidua_unit", unit));
    }

    private static void run(List<Sender> senders, int requests) throws InterruptedException {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Callable<Void>>();
            for (var sender : senders) {
                running.add(() -> {
                    for (var n = 0; n < requests / CLIENTS; n++) {
                        sender.bad();
                        if (n % BETWEEN == 0) {
                            sender.good();
                        }
                    }
                    return null;
                });
            }
            var failures = new ArrayList<Throwable>();
            for (var done : clients.invokeAll(running)) {
                try {
                    done.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
            assertThat(failures).as(seed("what clients were answered")).isEmpty();
        }
    }

    /** What is in use once nothing is under way. */
    private static long heap(RunningScoring scoring) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> scoring.bean(EventBatches.class).unfinished().isEmpty());
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static Map<Integer, Integer> statuses(List<Sender> senders) {
        var all = new TreeMap<Integer, Integer>();
        senders.forEach(sender -> sender.statuses().forEach((status, times) -> all.merge(status, times, Integer::sum)));
        return all;
    }

    /** Exactly what was acknowledged last, by revision and digest, is what counts. */
    private static void assertCounted(RunningScoring scoring, List<Sender> senders) {
        var expected = new TreeMap<String, String>();
        for (var sender : senders) {
            sender.counted().forEach((sheet, last) -> expected.put(sheet, last.getKey() + " " + last.getValue()));
        }
        var closed =
                scoring.close(Sender.BOARD, Map.of("missingBecause", "thử")).isSuccess();
        var manifest = new LinkedHashMap<String, String>();
        for (var sheet : closed.json().path("manifest")) {
            manifest.put(
                    sheet.path("sheet").asString(""),
                    sheet.path("revision").asLong(0) + " "
                            + sheet.path("digest").asString(""));
        }
        assertThat(expected.size()).isGreaterThan(CLIENTS * UNITS_OF_CLIENT);
        assertThat(manifest).as(seed("the manifest")).isEqualTo(expected);
    }

    private static void assertTables(RunningScoring scoring, List<Sender> senders) {
        var expected = new HashMap<String, String>();
        senders.forEach(sender -> expected.putAll(sender.tables()));
        assertThat(expected).isNotEmpty();
        var versions = new ArrayList<String>();
        var list = scoring.get(Sender.TABLES.substring(0, Sender.TABLES.length() - 1) + "?limit=500")
                .isSuccess()
                .json();
        list.path("items").forEach(version -> versions.add(version.asString()));
        assertThat(list.path("next").isMissingNode()).isTrue();
        versions.remove(Sample.TABLE.version());
        assertThat(versions).as(seed("score tables")).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((version, table) -> assertThat(
                        scoring.get(Sender.TABLES + version).isSuccess().json().toString())
                .as(seed(version))
                .isEqualTo(table));
    }

    private static String seed(String what) {
        return what + ", with -Dthidua.mutation.seed=" + SEED;
    }
}
