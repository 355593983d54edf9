package vn.thidua.standalone.demo;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.thidua.standalone.access.DemoClients;

/**
 * Plays a short season in which units are tied across the edges of two awards and the marks do not break it: what the
 * services refuse, what is recorded so that they no longer do, and who gets what in the end. Nothing is worked out here;
 * what comes of it is compared with the sample. Playing it again changes nothing.
 */
public final class TiedSeason {

    private static final String SCORING = "/api/scoring/v1";
    private static final String RANKING = "/api/ranking/v1";

    private final TiedSample sample = TiedSample.read();
    private final URI origin;
    private final DemoClients clients;
    private final Api city;
    private final Map<String, Api> districts = new ConcurrentHashMap<>();
    private final Patience patience;
    private final Season.Progress progress;
    private final List<String> failures = new ArrayList<>();

    /**
     * @param origin the console's address, which the three APIs are behind
     * @param progress told each step in a person's words
     */
    public TiedSeason(URI origin, Clock clock, Season.Progress progress) {
        this.origin = origin;
        this.clients = new DemoClients(origin, clock);
        this.city = new Api(origin, clients, DemoClients.CITY);
        this.patience = new Patience(clock);
        this.progress = progress;
    }

    /** Plays the season to its end. */
    public Outcome play() {
        register();
        if (!isFinal()) {
            score();
            close();
            decide();
        }
        var standings = city.get(board(RANKING) + "/standings").ok().body();
        var places = standings.get("rows").valueStream().map(Place::of).toList();
        expect(sample.expected(), places, "the final standings");
        expect("FINAL", standings.get("status").stringValue(), "the standings' status");
        return new Outcome(
                sample.board(),
                sample.notice(),
                standings,
                city.get(board(RANKING) + "/ties").ok().body().get("ties"),
                awards(),
                List.copyOf(failures));
    }

    private void register() {
        sample.units()
                .forEach((id, name) ->
                        city.put(SCORING + "/units/" + id, Map.of("name", name)).ok());
        var cluster = SCORING + "/clusters/" + sample.cluster().id();
        var members = sample.units().keySet().stream()
                .map(unit -> Map.of("unit", unit, "from", sample.year() + "-01-01"))
                .toList();
        city.put(cluster, Map.of("name", sample.cluster().name(), "members", members))
                .ok();
        city.put(
                        cluster + "/score-tables/" + sample.scoreTable().version(),
                        sample.scoreTable().content())
                .ok();
        if (city.get(cluster + "/head").status() == 404) {
            city.put(cluster + "/head", Map.of("unit", sample.head(), "from", sample.year() + "-01-01"))
                    .ok();
        }
        if (city.get(board(SCORING)).status() == 404) {
            head().put(
                            board(SCORING),
                            Map.of(
                                    "year",
                                    sample.year(),
                                    "head",
                                    sample.head(),
                                    "scoreTable",
                                    sample.scoreTable().version(),
                                    "notice",
                                    sample.notice()))
                    .ok();
            head().post(board(SCORING) + "/open", null).ok();
        }
        progress.step("%d units, 1 cluster, score table %s with awards and a chain for ties, board %s open"
                .formatted(sample.units().size(), sample.scoreTable().version(), sample.board()));
    }

    private JsonNode table() {
        return city.get(board(SCORING)).ok().body().at("/definition/scoreTable");
    }

    /** Names by code. */
    private Map<String, String> awards() {
        return table().at("/rules/awards")
                .valueStream()
                .collect(toMap(
                        award -> award.get("code").stringValue(),
                        award -> award.get("name").stringValue()));
    }

    private void score() {
        var criteria = table().get("groups")
                .valueStream()
                .flatMap(group -> group.get("criteria").valueStream())
                .map(criterion -> criterion.get("code").stringValue())
                .toList();
        for (var scorer : sample.units().keySet()) {
            for (var target : sample.units().keySet()) {
                district(scorer)
                        .post(board(SCORING) + "/sheets", sample.sheet(scorer, target, criteria))
                        .ok();
            }
        }
        progress.step("Every unit has scored itself and the others");
    }

    private void close() {
        head().post(board(SCORING) + "/close", null).ok();
        progress.step("Scoring closed");
    }

    /** Before each act, and after the last one, the head tries to make the results final. */
    private void decide() {
        for (var act : sample.acts()) {
            var undecided = finalised();
            expect(act.before(), undecided, "what keeps the results from being final before " + act.what());
            var actor = act.by().equals("CITY") ? city : head();
            var recorded = actor.post(board(RANKING) + "/proceedings/" + act.what(), act.body())
                    .ok()
                    .body();
            progress.step("%s: %s, %s%s".formatted(act.by(), act.what(), said(act), effect(act, recorded)));
        }
        expect(List.of(), finalised(), "what keeps the results from being final in the end");
        progress.step("Results finalised");
    }

    private static String said(TiedSample.Act act) {
        return act.body().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(joining(", "));
    }

    /** Of a ballot, whether it reached what the award asks for. */
    private static String effect(TiedSample.Act act, JsonNode recorded) {
        var ballots = recorded.get("ballots");
        return act.what().equals("ballots")
                        && !ballots.get(ballots.size() - 1).get("counts").booleanValue()
                ? " (below the award's threshold: breaks nothing)"
                : "";
    }

    /** The ties for which the results cannot be final; none when they now are. */
    private List<List<String>> finalised() {
        var answer = patience.await("all sheets to be counted", () -> {
            var given = head().post(board(RANKING) + "/finalise", null);
            return given.status() == 404 || isNot(given, "results-undecided") ? null : given;
        });
        if (answer.status() != 409) {
            answer.ok();
            return List.of();
        }
        var undecided = answer.body().get("undecided");
        undecided.forEach(
                each -> progress.step("Not final: " + each.get("detailEn").stringValue()));
        return undecided
                .valueStream()
                .map(each -> each.get("units")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList())
                .toList();
    }

    private static boolean isNot(Api.Answer answer, String problem) {
        return answer.status() == 409
                && !answer.body().path("type").asString("").endsWith(problem);
    }

    private boolean isFinal() {
        var standings = city.get(board(RANKING) + "/standings");
        return standings.status() == 200
                && "FINAL".equals(standings.body().get("status").stringValue());
    }

    private String board(String service) {
        return service + "/boards/" + sample.board();
    }

    private Api head() {
        return district(sample.head());
    }

    private Api district(String unit) {
        return districts.computeIfAbsent(unit, id -> new Api(origin, clients, DemoClients.district(id)));
    }

    private void expect(Object expected, Object found, String what) {
        if (!expected.equals(found)) {
            failures.add("%s: %s, not %s".formatted(what, found, expected));
        }
    }

    /**
     * A place in the standings.
     *
     * @param total in hundredths
     * @param award its code; absent for none
     */
    public record Place(
            String unit, int rank, int total, @Nullable String award) {

        static Place of(JsonNode row) {
            return new Place(
                    row.at("/unit/id").asString(),
                    row.get("rank").asInt(),
                    row.get("total").asInt(),
                    row.path("award").isString() ? row.get("award").stringValue() : null);
        }
    }

    /**
     * How the season ended.
     *
     * @param standings the final standings as the ranking API gives them
     * @param ties each tie as the ranking API explains it
     * @param awards their names by code
     * @param failures what was not as the sample says; empty when all is well
     */
    public record Outcome(
            String board,
            String notice,
            JsonNode standings,
            JsonNode ties,
            Map<String, String> awards,
            List<String> failures) {

        /** Whether everything was as expected. */
        public boolean asExpected() {
            return failures.isEmpty();
        }
    }
}
