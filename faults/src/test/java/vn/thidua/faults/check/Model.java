package vn.thidua.faults.check;

import static java.util.stream.Collectors.groupingBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.thidua.faults.check.Evidence.Aftermath;
import vn.thidua.faults.check.Evidence.Counted;
import vn.thidua.faults.check.Evidence.Event;
import vn.thidua.faults.check.Evidence.Item;
import vn.thidua.faults.check.Evidence.Letter;
import vn.thidua.faults.check.Evidence.StoredBoard;
import vn.thidua.faults.check.Evidence.StoredRevision;
import vn.thidua.faults.check.Evidence.StoredSheet;
import vn.thidua.faults.history.History;

/**
 * The whole product in the small, correct but for the defects that are planted in it: four units score each other on a few
 * boards, requests are repeated, answers get lost, events come twice, heads change.
 */
@NullUnmarked // It looks up only what it has put there.
final class Model {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> UNITS = List.of("A", "B", "C", "D");
    private static final String CLUSTER = "cum";
    private static final int BOARDS = 3;

    private final Random random;
    private final Set<Defect> defects;
    private final Ticking clock = new Ticking();
    private final Map<String, List<StoredRevision>> sheets = new LinkedHashMap<>();
    private final Map<String, Long> watermarks = new HashMap<>();
    private final List<Event> scoring = new ArrayList<>();
    private final List<Event> ranking = new ArrayList<>();
    private final Map<String, Map<String, Counted>> counted = new HashMap<>();
    private final Map<String, Integer> appliedTwice = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, String> standings = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Item> items = new ArrayList<>();
    private final ModelLogs logs = new ModelLogs();
    private final List<String> lostAnswers = new ArrayList<>();

    Model(long seed, Set<Defect> defects) {
        this.random = new Random(seed);
        this.defects = defects;
    }

    Evidence run(Path folder) {
        var file = folder.resolve("history.jsonl");
        try (var history = new History(file, clock)) {
            rotation(history);
            for (var board = 0; board < BOARDS; board++) {
                play("cum:" + (2000 + board), history);
            }
        }
        return evidence(file);
    }

    /** D leads, then A does; both try to open a board. */
    private void rotation(History history) {
        for (var head : List.of("D", "A")) {
            history.ok(history.appoints(CLUSTER, head));
        }
        var late = history.acts("close", "D", CLUSTER, "cum:1999");
        if (has(Defect.HEAD_KEEPS_RIGHTS_AFTER_ROTATION)) {
            history.ok(late);
        } else {
            history.failed(late, "403");
        }
    }

    private void play(String board, History history) {
        history.ok(history.acts("open", "A", CLUSTER, board));
        scoring.add(event(
                "scoring-opened", board, 1, Map.of("members", members(), "scoreTable", Map.of("totalCap", 1000))));
        logs.append(board, Map.of("type", "opened", "board", board));
        counted.put(board, new HashMap<>());
        rank(board);
        for (var scorer : UNITS) {
            for (var target : UNITS) {
                submit(history, board, scorer, target);
            }
        }
        history.saw("reader", board, versions.get(board), false);
        if (has(Defect.OLD_STANDINGS_FROM_A_LAGGING_INSTANCE)) {
            history.saw("reader", board, versions.get(board) - 1, false);
        }
        close(board, history);
        var missed = has(Defect.STREAM_WITHOUT_REPLAY) ? 1 : 0;
        history.saw("stream", board, versions.get(board) - missed, true);
    }

    private void submit(History history, String board, String scorer, String target) {
        var sheet = board + "/" + (scorer.equals(target) ? "SELF/" : "PEER/") + scorer + "/" + target;
        if (random.nextInt(20) == 0) {
            refused(history, board, sheet, scorer, target);
        }
        send(history, board, sheet, scorer, target, "first " + sheet);
        if (random.nextInt(3) == 0) {
            send(history, board, sheet, scorer, target, "second " + sheet);
        }
    }

    private void refused(History history, String board, String sheet, String scorer, String target) {
        var content = content(board, scorer, target);
        history.failed(history.submits("http", scorer, scorer, board, sheet, "refused " + sheet, content), "422");
        var stranger = scorer.equals("A") ? "B" : "A";
        history.failed(history.submits("http", stranger, scorer, board, sheet, "stranger " + sheet, content), "403");
    }

    private void send(History history, String board, String sheet, String scorer, String target, String key) {
        var content = content(board, scorer, target);
        var client = scorer;
        var refused = false;
        if (once(Defect.TAKES_SHEETS_OF_ANOTHER_UNIT)) {
            client = scorer.equals("A") ? "B" : "A";
        }
        if (once(Defect.REFUSED_AND_STORED)) {
            refused = true;
        }
        var operation = history.submits("http", client, scorer, board, sheet, key, content);
        if (!once(Defect.ACKNOWLEDGE_BEFORE_WRITE)) {
            store(
                    board,
                    sheet,
                    key,
                    once(Defect.CONTENT_CHANGED_ON_THE_WAY) ? content(board, scorer, target) : content);
        }
        var revisions = sheets.getOrDefault(sheet, List.of());
        var number = revisions.isEmpty() ? 1 : revisions.getLast().number();
        if (refused) {
            history.failed(operation, "422");
            return;
        }
        var twice = once(Defect.UNKNOWN_REQUEST_APPLIED_TWICE);
        if (twice || random.nextInt(10) == 0) {
            lostAnswers.add(key);
            history.unknown(operation, "no answer");
            if (twice) {
                store(board, sheet, key, content);
            }
            return;
        }
        history.ok(operation, receipt(board, number, content));
        if (random.nextInt(5) == 0 || has(Defect.REPEAT_COUNTED_AS_CORRECTION)) {
            var again = history.submits("http", client, scorer, board, sheet, key, content);
            if (once(Defect.REPEAT_COUNTED_AS_CORRECTION)) {
                store(board, sheet, key, content);
                number++;
            }
            history.ok(again, receipt(board, number, content));
        }
    }

    private JsonNode receipt(String board, long number, String content) {
        return JSON.valueToTree(Map.of(
                "revision",
                number,
                "digest",
                Canonical.digest(content),
                "proof",
                Map.of("checkpoint", logs.checkpoint(board))));
    }

    private void store(String board, String sheet, String key, String content) {
        var revisions = sheets.computeIfAbsent(sheet, id -> new ArrayList<>());
        var number = revisions.size() + 1L;
        var digest = Canonical.digest(content);
        revisions.add(new StoredRevision(number, digest, List.of(key), content));
        if (!once(Defect.REVISION_NOT_IN_THE_LOG)) {
            var entry = (ObjectNode) JSON.readTree(content);
            entry.put("type", "sheet")
                    .put("sheet", sheet)
                    .put("revision", number)
                    .put("digest", digest);
            logs.append(board, entry);
        }
        publish(board, sheet, number, digest);
    }

    private void publish(String board, String sheet, long number, String digest) {
        watermarks.put(sheet, number);
        if (once(Defect.WATERMARK_BEFORE_ACKNOWLEDGEMENT)) {
            return;
        }
        var event = event("score-submitted", board, number, Map.of("sheet", sheet, "digest", digest));
        var out = has(Defect.EVENTS_OUT_OF_ORDER) && number == 2;
        if (out) {
            var first = scoring.stream()
                    .filter(earlier -> earlier.data().contains("\"" + sheet + "\""))
                    .findFirst()
                    .orElseThrow();
            scoring.add(scoring.indexOf(first), event);
        } else {
            scoring.add(event);
        }
        if (random.nextInt(5) == 0) {
            scoring.add(event); // at least once
        }
        if (once(Defect.OFFSET_COMMITTED_BEFORE_APPLY)) {
            return;
        }
        if (once(Defect.INCREMENT_ON_REDELIVERY)) {
            appliedTwice.merge(board, 1, Integer::sum);
        }
        counted.get(board).put(sheet, new Counted(number, digest));
        rank(board);
    }

    private void close(String board, History history) {
        history.ok(history.acts("close", "A", CLUSTER, board));
        var manifest = new TreeMap<>(counted.get(board))
                .entrySet().stream()
                        .map(sheet -> Map.of(
                                "sheet", sheet.getKey(),
                                "revision", sheet.getValue().revision(),
                                "digest", sheet.getValue().digest()))
                        .toList();
        scoring.add(event("scoring-closed", board, 2, Map.of("manifest", manifest)));
        var closing = has(Defect.CLOSED_WITH_ANOTHER_MANIFEST) ? manifest.reversed() : manifest;
        logs.append(board, Map.of("type", "closed", "board", board, "manifest", closing));
        if (once(Defect.SHEET_AFTER_THE_MANIFEST)) {
            var sheet = board + "/PEER/A/B";
            var operation = history.submits("http", "A", "A", board, sheet, "late", content(board, "A", "B"));
            store(board, sheet, "late", content(board, "A", "B"));
            history.unknown(operation, "no answer");
        }
        var digest = Canonical.digest(
                JSON.writeValueAsString(has(Defect.MANIFEST_OF_ANOTHER_BOARD) ? manifest.reversed() : manifest));
        var finalised = event(
                "results-finalised",
                board,
                versions.merge(board, 1L, Long::sum),
                Map.of("standings", show(board), "manifestDigest", digest));
        standings.put(board, JSON.writeValueAsString(show(board)));
        if (!has(Defect.STANDINGS_NOT_PUBLISHED)) {
            ranking.add(finalised);
            ranking.add(finalised); // at least once
        }
        for (var recipient : List.of("A", "B", "C", "D", "CITY")) {
            if (!(recipient.equals("C") && once(Defect.ONE_NOT_TOLD))) {
                tell(recipient, finalised.id());
            }
            if (once(Defect.TOLD_TWICE)) {
                tell(recipient, finalised.id());
            }
        }
    }

    private void tell(String recipient, String event) {
        var number = numbers.merge(recipient, once(Defect.INBOX_WITH_A_GAP) ? 2 : 1, Integer::sum);
        items.add(new Item(recipient + "/" + items.size(), recipient, number, event));
    }

    private void rank(String board) {
        var version = versions.merge(board, 1L, Long::sum);
        var shown = show(board);
        standings.put(board, JSON.writeValueAsString(shown));
        var updated = event("standings-updated", board, version, Map.of("standings", shown));
        if (has(Defect.STANDINGS_PUBLISHED_IN_TWO_WAYS) && version == 3) {
            ranking.add(event("standings-updated", board, version, Map.of("standings", Map.of())));
        }
        ranking.add(updated);
    }

    private Map<String, Object> show(String board) {
        var mine = counted.get(board).keySet().stream()
                .map(sheet -> JSON.readTree(sheets.get(sheet).getLast().content()))
                .collect(groupingBy(sheet -> sheet.path("target").asString()));
        var rows = new ArrayList<Map<String, Object>>();
        for (var unit : UNITS) {
            var row = new LinkedHashMap<String, Object>();
            row.put("unit", Map.of("id", unit));
            var sums = new ArrayList<Integer>();
            for (var sheet : mine.getOrDefault(unit, List.of())) {
                var sum = sheet.at("/marks/I").asInt() + sheet.at("/marks/II").asInt();
                if (sheet.path("kind").asString().equals("SELF")) {
                    row.put("self", Math.min(1000, sum));
                } else {
                    sums.add(sum);
                }
            }
            row.put("peersCounted", sums.size());
            if (!sums.isEmpty()) {
                var base = mean(sums);
                row.put("base", base);
                row.put("bonus", 0);
                row.put("penalty", 0);
                row.put("total", Math.min(1000, base));
            }
            rows.add(row);
        }
        ranked(rows);
        return Map.of(
                "revision",
                versions.get(board),
                "sheetsCounted",
                counted.get(board).size() + appliedTwice.getOrDefault(board, 0),
                "rows",
                rows);
    }

    private int mean(Collection<Integer> sums) {
        if (has(Defect.FLOATING_POINT_SUM)) {
            return (int) sums.stream().mapToDouble(sum -> sum / 3.0).sum();
        }
        var sum = sums.stream().mapToInt(Integer::intValue).sum();
        return (2 * sum + sums.size()) / (2 * sums.size());
    }

    private static void ranked(List<Map<String, Object>> rows) {
        var scored = rows.stream()
                .filter(row -> row.containsKey("total"))
                .sorted(Comparator.comparing(row -> -(Integer) row.get("total")))
                .toList();
        for (var row : scored) {
            var above = scored.stream()
                    .filter(other -> (Integer) other.get("total") > (Integer) row.get("total"))
                    .count();
            var equal = scored.stream()
                    .filter(other -> other.get("total").equals(row.get("total")))
                    .count();
            row.put("rank", above + 1);
            row.put("tied", equal > 1);
        }
    }

    private Evidence evidence(Path history) {
        var stored = new HashMap<String, StoredSheet>();
        var forgotten = has(Defect.OUTBOX_FORGOTTEN);
        sheets.forEach((id, revisions) ->
                stored.put(id, new StoredSheet(id, List.copyOf(revisions), watermarks.get(id), forgotten)));
        if (has(Defect.CHANGED_IN_THE_DATABASE)) {
            var first = stored.values().iterator().next();
            var standing = first.standing();
            stored.put(
                    first.id(),
                    new StoredSheet(
                            first.id(),
                            List.of(new StoredRevision(
                                    standing.number(),
                                    standing.digest(),
                                    standing.keys(),
                                    standing.content().replaceFirst("\"II\":\\d+", "\"II\":500"))),
                            standing.number(),
                            false));
        }
        if (has(Defect.EVENT_OF_WHAT_WAS_ROLLED_BACK)) {
            scoring.add(event(
                    "score-submitted", "cum:2000", 9, Map.of("sheet", "cum:2000/PEER/A/B", "digest", "sha-256:0")));
        }
        var boards = new HashMap<String, StoredBoard>();
        counted.forEach((id, counts) -> boards.put(id, new StoredBoard(id, standings.get(id), counts, false)));
        var poison = Set.of("scoring-0@17", "scoring-1@4");
        var letters = new ArrayList<>(
                List.of(new Letter("scoring-0@17", "invalid-data"), new Letter("scoring-0@17", "invalid-data")));
        if (!has(Defect.SWALLOWED_DEAD_LETTER)) {
            letters.add(new Letter("scoring-1@4", "no-data"));
        }
        if (has(Defect.GIVES_UP_WHAT_IS_GOOD)) {
            letters.add(new Letter("scoring-1@5", "apply-failed"));
        }
        return new Evidence(
                History.read(history),
                stored,
                scoring,
                ranking,
                boards,
                items,
                logs.all(defects),
                poison,
                letters,
                new Aftermath(
                        Map.of("ranking-service", has(Defect.CONSUMER_STUCK) ? 3L : 0L),
                        has(Defect.THREADS_LEFT_BEHIND) ? List.of("ranking-service has 200 threads more") : List.of()));
    }

    private String content(String board, String scorer, String target) {
        return JSON.writeValueAsString(Map.of(
                "board",
                board,
                "kind",
                scorer.equals(target) ? "SELF" : "PEER",
                "scorer",
                scorer,
                "target",
                target,
                "marks",
                Map.of("I", random.nextInt(400), "II", random.nextInt(400)),
                "adjustments",
                List.of()));
    }

    private static List<Map<String, String>> members() {
        return UNITS.stream().map(unit -> Map.of("id", unit)).toList();
    }

    private static Event event(String type, String board, long revision, Map<String, Object> what) {
        var data = new LinkedHashMap<String, Object>(what);
        data.put("board", board);
        data.put("revision", revision);
        return new Event(
                type + "/" + what.getOrDefault("sheet", board) + "@" + revision, type, JSON.writeValueAsString(data));
    }

    private boolean has(Defect defect) {
        return defects.contains(defect);
    }

    private final Set<Defect> done = new HashSet<>();

    /** A defect that shows only now and then. */
    private boolean once(Defect defect) {
        return has(defect) && sheets.size() > 5 && done.add(defect);
    }

    /** A second for every look at it. */
    private static final class Ticking extends Clock {

        private Instant now = Instant.parse("2019-11-05T07:00:00Z");

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
