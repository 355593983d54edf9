package vn.thidua.standalone.demo;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.Receipt;
import vn.thidua.events.SheetSubmission;
import vn.thidua.standalone.access.DemoClients;

/**
 * Plays an emulation year from the first registration to the last notice, over the public doors only. Every step can be
 * repeated: playing the season twice against the same system changes nothing and ends the same.
 */
public final class Season implements AutoCloseable {

    /** The City committee's inbox. */
    private static final String CITY = "CITY";

    private final Sample sample = Sample.cluster1Of2019();
    private final URI origin;
    private final KafkaDoor kafkaDoor;
    private final DemoClients clients;
    private final Api city;
    private final Map<String, Api> districts = new HashMap<>();
    private final List<KafkaDistrictSystem> kafkaSystems = new ArrayList<>();
    private final Clock clock;
    private final Patience patience;
    private final Progress progress;
    private final List<String> failures = new ArrayList<>();
    private int sheets;
    private int repeats;
    private int corrections;

    /**
     * @param origin the console's address, which the three APIs are behind
     * @param kafkaDoor where the districts' own topics are
     * @param progress told each step in a person's words
     */
    public Season(URI origin, KafkaDoor kafkaDoor, Clock clock, Progress progress) {
        this.origin = origin;
        this.kafkaDoor = kafkaDoor;
        this.clients = new DemoClients(origin, clock);
        this.city = new Api(origin, clients, DemoClients.CITY);
        this.clock = clock;
        this.patience = new Patience(clock);
        this.progress = progress;
    }

    /** Plays the season to its end. */
    public Outcome play() {
        var started = clock.instant();
        register();
        score();
        var standings = finalise();
        agreeLeadership();
        var inboxes = readInboxes();
        check(standings);
        return new Outcome(
                sample.board(),
                sample.notice(),
                sheets,
                corrections,
                repeats,
                standings,
                inboxes,
                checkpoint(),
                List.copyOf(failures),
                Duration.between(started, clock.instant()));
    }

    private String checkpoint() {
        return city.text("/api/scoring/v1/proof/thidua/" + sample.cluster() + "/" + sample.year() + "/checkpoint");
    }

    private void register() {
        var scoring = "/api/scoring/v1";
        sample.units()
                .forEach((id, name) ->
                        city.put(scoring + "/units/" + id, Map.of("name", name)).ok());
        city.put(
                        scoring + "/clusters/" + sample.cluster(),
                        Map.of(
                                "name",
                                sample.clusterName(),
                                "members",
                                sample.unitIds().stream()
                                        .map(unit -> Map.of("unit", unit, "from", sample.year() + "-01-01"))
                                        .toList()))
                .ok();
        var table = sample.scoreTable();
        city.put(scoring + "/clusters/" + sample.cluster() + "/score-tables/" + table.version(), table)
                .ok();
        sample.unitIds()
                .forEach(
                        unit -> city.put(scoring + "/systems/" + unit, Map.of()).ok());
        appointTheFirstHead();
        var board = scoring + "/boards/" + sample.board();
        if (!isOpenOrLater(city.get(board))) {
            var head = head();
            head.put(
                            board,
                            Map.of(
                                    "year",
                                    sample.year(),
                                    "theme",
                                    sample.theme(),
                                    "conference",
                                    Map.of("date", sample.conferenceDate(), "place", sample.conferencePlace()),
                                    "head",
                                    sample.leader(sample.year(), "head"),
                                    "scoreTable",
                                    table.version(),
                                    "notice",
                                    sample.notice()))
                    .ok();
            head.post(board + "/open", null).ok();
        }
        progress.step("%d units, 1 cluster, score table %s, board %s open"
                .formatted(sample.units().size(), table.version(), sample.board()));
    }

    /** The City says who leads the cluster until its members agree on somebody. */
    private void appointTheFirstHead() {
        if (city.get(headOfCluster()).status() == 404) {
            city.put(
                            headOfCluster(),
                            Map.of("unit", sample.leader(sample.year(), "head"), "from", sample.year() + "-01-01"))
                    .ok();
        }
    }

    private String headOfCluster() {
        return "/api/scoring/v1/clusters/" + sample.cluster() + "/head";
    }

    /** The unit that heads the cluster now: after the rotation that is another than before. */
    private Api head() {
        return district(city.get(headOfCluster()).ok().body().get("head").stringValue());
    }

    private Api district(String unit) {
        return districts.computeIfAbsent(unit, id -> new Api(origin, clients, DemoClients.district(id)));
    }

    private DistrictSystem system(String unit, boolean overHttp) {
        if (overHttp) {
            return new HttpDistrictSystem(district(unit));
        }
        var system = new KafkaDistrictSystem(kafkaDoor, unit, clock);
        kafkaSystems.add(system);
        return system;
    }

    private static boolean isOpenOrLater(Api.Answer board) {
        return board.status() == 200
                && !"PREPARED".equals(board.body().get("state").stringValue());
    }

    /** Each district scores itself and the other five. The first three come in over HTTP, the others over Kafka. */
    private void score() {
        var units = sample.unitIds();
        for (var scorer : units) {
            var system = system(scorer, units.indexOf(scorer) < units.size() / 2);
            for (var target : units) {
                var sheet = sample.sheet(scorer, target);
                var key = "demo:" + scorer + ":" + target;
                if (scorer.equals("BD") && target.equals("LB")) {
                    correct(system, sheet, key);
                } else if (scorer.equals(target)) {
                    repeat(system, sheet, key);
                } else {
                    system.send(sheet, key);
                }
                sheets++;
            }
            progress.step("%-18s 1 self-score and %d peer sheets over %s, one of them sent twice"
                    .formatted(sample.units().get(scorer), units.size() - 1, system.door()));
        }
        progress.step("Quận Ba Đình       found a slip in its sheet for Long Biên and corrected it");
    }

    /** First with a mark too low by half a point, then as it should be. */
    private void correct(DistrictSystem system, SheetSubmission sheet, String key) {
        var slip = new LinkedHashMap<>(sheet.marks());
        slip.computeIfPresent(
                "III.2", (code, points) -> points - sample.scoreTable().step());
        var first = system.send(with(sheet, slip, null), key);
        system.send(with(sheet, sheet.marks(), first.revision()), key + ":corrected");
        corrections++;
    }

    private static SheetSubmission with(
            SheetSubmission sheet, @Nullable Map<String, @Nullable Integer> marks, @Nullable Long replaces) {
        return new SheetSubmission(
                sheet.board(), sheet.kind(), sheet.scorer(), sheet.target(), marks, sheet.adjustments(), replaces);
    }

    /** A sender that did not hear the answer sends again: the receipt must be the same one, but for its proof. */
    private void repeat(DistrictSystem system, SheetSubmission sheet, String key) {
        Receipt first = system.send(sheet, key);
        Receipt again = system.send(sheet, key);
        repeats++;
        expect(
                first.with(null).equals(again.with(null)),
                "a repeat of " + key + " got another receipt: " + first + ", then " + again);
    }

    private JsonNode finalise() {
        var closed = head().post("/api/scoring/v1/boards/" + sample.board() + "/close", null)
                .ok();
        var counted = closed.body().get("manifest").size();
        expect(counted == sheets, "the manifest has " + counted + " sheets, not " + sheets);
        progress.step("Scoring closed: the manifest names " + counted + " sheets");
        // Ranking may still be reading: it refuses, and says what is missing, until it holds the manifest exactly.
        var standings = patience.await("results that can be finalised", () -> {
            var answer = head().post("/api/ranking/v1/boards/" + sample.board() + "/finalise", null);
            return answer.status() == 409 || answer.status() == 404
                    ? null
                    : answer.ok().body();
        });
        progress.step("Results finalised");
        return standings;
    }

    private void agreeLeadership() {
        var leadership = "/api/ranking/v1/boards/" + sample.board() + "/leadership";
        var next = sample.year() + 1;
        var head = sample.leader(next, "head");
        var deputy = sample.leader(next, "deputy");
        if (!"AGREED".equals(city.get(leadership).ok().body().get("state").stringValue())) {
            var leading = head();
            leading.post(leadership + "/nomination", Map.of("head", head, "deputy", deputy))
                    .ok();
            sample.unitIds()
                    .forEach(unit -> district(unit)
                            .post(leadership + "/consents", Map.of())
                            .ok());
            leading.post(leadership + "/agreement", null).ok();
        }
        var agreed = city.get(leadership).ok().body();
        expect(
                agreed.at("/state").asString().equals("AGREED")
                        && agreed.at("/head/id").asString().equals(head)
                        && agreed.at("/deputy/id").asString().equals(deputy),
                "the leadership of " + next + " is " + agreed);
        progress.step("Leadership of %d agreed: head %s, deputy %s"
                .formatted(next, sample.units().get(head), sample.units().get(deputy)));
    }

    private Map<String, List<JsonNode>> readInboxes() {
        var recipients = new ArrayList<>(sample.unitIds());
        recipients.add(CITY);
        var inboxes = new LinkedHashMap<String, List<JsonNode>>();
        for (var recipient : recipients) {
            inboxes.put(recipient, patience.await("the notices to " + recipient, () -> {
                var items = items(recipient);
                return items.size() < 2 ? null : items;
            }));
        }
        inboxes.forEach((recipient, items) -> {
            var types =
                    items.stream().map(item -> item.get("type").stringValue()).toList();
            expect(
                    types.size() == 2
                            && types.stream().anyMatch(type -> type.contains("results-finalised"))
                            && types.stream().anyMatch(type -> type.contains("leadership-agreed")),
                    recipient + " was told " + types + ", not the results and the rotation once each");
        });
        progress.step("All %d inboxes have the results and the rotation".formatted(recipients.size()));
        return inboxes;
    }

    private List<JsonNode> items(String recipient) {
        var reader = recipient.equals(CITY) ? city : district(recipient);
        var answer = reader.get("/api/notification/v1/inboxes/" + recipient + "/items?limit=100");
        if (answer.status() == 404) {
            return List.of();
        }
        return StreamSupport.stream(answer.ok().body().get("items").spliterator(), false)
                .filter(item -> item.get("board").stringValue().equals(sample.board()))
                .toList()
                .reversed();
    }

    private void check(JsonNode standings) {
        expect(
                "FINAL".equals(standings.get("status").stringValue()),
                "the standings are " + standings.get("status") + ", not final");
        var expected = sample.expectedTotals();
        expect(
                standings.get("rows").size() == expected.size(),
                "there are " + standings.get("rows").size() + " rows");
        standings.get("rows").forEach(row -> {
            var unit = row.at("/unit/id").asString();
            expect(
                    row.at("/total").asInt() == expected.getOrDefault(unit, -1)
                            && row.at("/rank").asInt() == sample.expectedRank(unit),
                    "%s is ranked %s with %s, not %d with %d"
                            .formatted(
                                    unit,
                                    row.at("/rank"),
                                    row.at("/total"),
                                    sample.expectedRank(unit),
                                    expected.get(unit)));
        });
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            failures.add(otherwise);
        }
    }

    @Override
    public void close() {
        kafkaSystems.forEach(KafkaDistrictSystem::close);
    }

    /** Told each step as it is done. */
    @FunctionalInterface
    public interface Progress {
        void step(String done);
    }

    /**
     * How the season ended.
     *
     * @param standings the final standings as the ranking API gives them
     * @param inboxes what each district and the City received, oldest first
     * @param checkpoint of the season's log, signed
     * @param failures what was not as it must be; empty when all is well
     */
    public record Outcome(
            String board,
            String notice,
            int sheets,
            int corrections,
            int repeats,
            JsonNode standings,
            Map<String, List<JsonNode>> inboxes,
            String checkpoint,
            List<String> failures,
            Duration took) {

        /** Whether everything was as expected. */
        public boolean asExpected() {
            return failures.isEmpty();
        }
    }
}
