package vn.thidua.standalone.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.thidua.standalone.access.DemoClients;

/**
 * Six district systems that score each other on one board again and again, each correcting itself, until they are told to
 * stop; then what was acknowledged is held against what was counted. Needs the year 2019 to have been played.
 */
public final class LightLoad {

    private static final String SCORING = "/api/scoring/v1/boards/";
    private static final String RANKING = "/api/ranking/v1/boards/";
    private static final String YEAR_2019 = "hn-mttq-cum-1:2019";

    /** Who leads the cluster after 2019. */
    private static final String HEAD = "DD";

    private static final long BETWEEN_TWO = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(250);

    private final Map<String, Client> districts = new TreeMap<>();
    private final Client city;
    private final String board;
    private final Map<String, Acknowledged> receipts = new ConcurrentHashMap<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private final List<String> refused = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> scorers = new ArrayList<>();
    private final Watchers watchers;
    private volatile boolean working = true;

    private LightLoad(URI origin, String period) {
        board = "hn-mttq-cum-1:" + period;
        DemoClients.UNITS.forEach(unit -> districts.put(unit, new Client(origin, DemoClients.district(unit))));
        city = new Client(origin, DemoClients.CITY);
        watchers = new Watchers(city, RANKING + board + "/standings");
    }

    /** Opens a board of this period, and starts; returns when every sheet was acknowledged once. */
    public static LightLoad start(URI origin, String period) {
        var load = new LightLoad(origin, period);
        load.open();
        load.districts
                .keySet()
                .forEach(scorer -> load.scorers.add(
                        Thread.ofVirtual().name("scorer-" + scorer).start(() -> load.score(scorer))));
        load.awaitAcknowledged(load.districts.size() * load.districts.size());
        return load;
    }

    private void open() {
        var head = district(HEAD);
        // The scoring service hears a moment later that it is the head.
        succeed(() -> head.ask("PUT", SCORING + board, Map.of("year", 2019, "scoreTable", "2019.1")));
        head.ask("POST", SCORING + board + "/open", null).ok();
        succeed(() -> city.ask("GET", RANKING + board + "/standings", null));
        watchers.start();
    }

    private void score(String scorer) {
        var client = district(scorer);
        for (var round = 1; working || round == 1; round++) {
            for (var target : districts.keySet()) {
                if (working || round == 1) {
                    submit(client, scorer, target, round);
                    LockSupport.parkNanos(BETWEEN_TWO);
                }
            }
        }
    }

    private void submit(Client client, String scorer, String target, int round) {
        var kind = scorer.equals(target) ? "SELF" : "PEER";
        var template = client.ask("GET", SCORING + YEAR_2019 + "/sheets/" + kind + "/" + scorer + "/" + target, null)
                .ok();
        var marks = (ObjectNode) template.get("marks").deepCopy();
        marks.put("I.1", round % 10 * 50);
        var sheet = JsonMapper.shared().createObjectNode();
        sheet.put("kind", kind).put("scorer", scorer).put("target", target).set("marks", marks);
        sheet.putArray("adjustments");
        var place = scorer + "/" + target;
        var before = receipts.get(place);
        if (before != null) {
            sheet.put("replaces", before.revision());
        }
        var answer = client.ask(
                "POST", SCORING + board + "/sheets", sheet, "Idempotency-Key", "load:" + place + ":" + round);
        sentAgain.addAndGet(answer.tries() - 1);
        if (answer.status() / 100 != 2) {
            refused.add(place + " in round " + round + ": " + answer.status() + " "
                    + answer.response().body());
            return;
        }
        var receipt = answer.json();
        receipts.put(
                place,
                new Acknowledged(
                        receipt.get("sheet").asString(),
                        receipt.get("revision").asLong(),
                        receipt.get("digest").asString(),
                        marks));
        acknowledged.incrementAndGet();
    }

    /** How many submissions were acknowledged so far. */
    public int acknowledged() {
        return acknowledged.get();
    }

    /** How many requests were not answered, and sent again. */
    public int sentAgain() {
        return sentAgain.get();
    }

    /** Returns when so many submissions were acknowledged. */
    public void awaitAcknowledged(int submissions) {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
        while (acknowledged.get() < submissions) {
            if (System.nanoTime() > deadline || !refused.isEmpty()) {
                throw new IllegalStateException(
                        acknowledged.get() + " of " + submissions + " are acknowledged; refused: " + refused);
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    /**
     * Stops the load, closes and finalises the board.
     *
     * @return everything that is not as the receipts say; empty when nothing was lost, counted twice or shown backwards
     */
    public List<String> stopAndCompare() throws InterruptedException {
        working = false;
        for (var scorer : scorers) {
            scorer.join();
        }
        var findings = new ArrayList<>(refused);
        var closed =
                district(HEAD).ask("POST", SCORING + board + "/close", null).ok();
        compareManifest(closed.get("manifest"), findings);
        var standings = finalised();
        districts.keySet().forEach(unit -> compareMarks(unit, findings));
        watchers.awaitRevision(standings.get("revision").asLong(), findings);
        findings.addAll(watchers.stop());
        return findings;
    }

    private void compareManifest(JsonNode manifest, List<String> findings) {
        var open = new HashSet<>(receipts.values().stream()
                .map(receipt -> receipt.sheet + "#" + receipt.revision + " " + receipt.digest)
                .toList());
        manifest.forEach(counted -> {
            var line = counted.get("sheet").asString() + "#"
                    + counted.get("revision").asLong() + " "
                    + counted.get("digest").asString();
            if (!open.remove(line)) {
                findings.add("in the manifest, and nobody's last receipt: " + line);
            }
        });
        open.forEach(line -> findings.add("acknowledged, and not in the manifest: " + line));
    }

    /** Ranking refuses until it holds exactly the manifest. */
    private JsonNode finalised() {
        return succeed(() -> district(HEAD).ask("POST", RANKING + board + "/finalise", null));
    }

    private static JsonNode succeed(Supplier<Client.Answer> question) {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (true) {
            var answer = question.get();
            if (answer.status() / 100 == 2 || System.nanoTime() > deadline) {
                return answer.ok();
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    private void compareMarks(String target, List<String> findings) {
        var seen = city.ask("GET", RANKING + board + "/units/" + target, null).ok();
        compareMarks(target + "/" + target, seen.get("self").get("marks"), findings);
        seen.get("peers")
                .forEach(peer ->
                        compareMarks(peer.at("/scorer/id").asString() + "/" + target, peer.get("marks"), findings));
        if (seen.get("peers").size() != districts.size() - 1) {
            findings.add(target + " is counted by " + seen.get("peers").size() + " peers");
        }
    }

    private void compareMarks(String place, @Nullable JsonNode counted, List<String> findings) {
        var receipt = receipts.get(place);
        if (receipt == null || counted == null || !receipt.marks.equals(counted)) {
            findings.add(place + " is counted with " + counted + ", acknowledged " + receipt);
        }
    }

    private Client district(String unit) {
        return Objects.requireNonNull(districts.get(unit));
    }

    private record Acknowledged(String sheet, long revision, String digest, ObjectNode marks) {}
}
