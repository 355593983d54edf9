package vn.thidua.scoring.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.scoring.RunningScoring.API;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.Adjustment;
import vn.thidua.events.EventJson;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.Topics;
import vn.thidua.scoring.Sample;

/**
 * Sends as some units, whose sheets nobody else sends: so after each answer it knows what counts, whatever the others
 * do. Checks every answer.
 */
final class Sender {

    static final String BOARD = "cum-mm:2019";
    static final String TABLES = API + "/clusters/cum-mm/score-tables/";

    private static final String SHEETS = API + "/boards/" + BOARD + "/sheets";
    private static final String EVENTS = API + "/events";
    private static final String JSON = "application/json";
    private static final String ONE = "application/cloudevents+json";
    private static final String MANY = "application/cloudevents-batch+json";

    private final Wire wire;
    private final Judge judge;
    private final Random random;
    private final List<String> own;
    private final List<String> all;
    private final List<String> foreign;
    private final UnaryOperator<String> districts;
    private final String city;
    private final Map<String, TreeMap<Long, String>> counted = new HashMap<>();
    private final Map<String, String> tables = new HashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final String name;
    private long events;
    private String last = "";
    private Optional<Kept> kept = Optional.empty();

    /** What the quarantine keeps, of which unit. */
    private record Kept(String unit, String id) {}

    /**
     * @param own the units that this one sends as
     * @param foreign those it may not send as
     * @param districts a unit's token
     * @param city a token of the City committee
     */
    Sender(
            Wire wire,
            Judge judge,
            Random random,
            List<String> own,
            List<String> all,
            List<String> foreign,
            UnaryOperator<String> districts,
            String city) {
        this.wire = wire;
        this.judge = judge;
        this.random = random;
        this.own = own;
        this.all = all;
        this.foreign = foreign;
        this.districts = districts;
        this.city = city;
        this.name = own.getFirst();
    }

    /** The last revision of every sheet that was acknowledged, with its digest. */
    Map<String, Map.Entry<Long, String>> counted() {
        var last = new TreeMap<String, Map.Entry<Long, String>>();
        counted.forEach((sheet, revisions) -> last.put(sheet, revisions.lastEntry()));
        return last;
    }

    /** The score tables that were acknowledged, by version. */
    Map<String, String> tables() {
        return tables;
    }

    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /** A sheet as it should be: it counts, whatever else is going on. */
    void good() throws IOException, InterruptedException {
        var sheet = sheet();
        var json = json(sheet);
        var message = random.nextBoolean()
                ? Message.of("POST", SHEETS, bytes(json), "Content-Type", JSON)
                : Message.of("POST", EVENTS, bytes(event(json)), "Content-Type", ONE);
        var before = standing(sheet).map(Map.Entry::getKey).orElse(0L);
        var reply = send(authorised(message, String.valueOf(sheet.scorer())));
        assertThat(reply.status()).as("a good sheet: " + reply.text()).isEqualTo(before == 0 ? 201 : 200);
        take(reply.json(), judge.sheets(message), String.valueOf(sheet.scorer()));
        assertThat(standing(sheet).map(Map.Entry::getValue))
                .as("what was sent last stands")
                .contains(judge.sheets(message).getFirst().digest());
    }

    /** A request with something wrong; at times with several things at once. */
    void bad() throws IOException, InterruptedException {
        switch (random.nextInt(8)) {
            case 0, 1 -> bad(sheetMessage());
            case 2 -> bad(eventMessage());
            case 3 -> bad(binaryMessage());
            case 4 -> bad(batchMessage());
            case 5 -> batchWithGoodNeighbours();
            case 6 -> correction();
            default -> table();
        }
    }

    /** A message with whose it is, and the sheets that it held before anything was done to it. */
    private record Sent(Message message, String unit, List<SheetSubmission> sheets) {}

    private void bad(Sent sent) throws IOException, InterruptedException {
        var mutated = mutate(sent.message());
        var reply = send(mutated.message());
        answered(mutated, reply);
        if (!reply.isSuccess()) {
            lookAgain(sent, mutated.message(), reply);
            return;
        }
        var allowed = judge.sheets(mutated.message());
        switch (reply.status()) {
            case 207 -> {
                for (var item : reply.json().path("items")) {
                    if (item.has("receipt")) {
                        take(item.path("receipt"), allowed, sent.unit());
                    }
                }
            }
            case 202 -> takeLater(reply.location(), allowed, sent.unit());
            default -> {
                if (mutated.message().method().equals("POST")) {
                    take(reply.json(), allowed, sent.unit());
                }
            }
        }
    }

    private void takeLater(String place, List<Judge.Sheet> allowed, String unit) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> look(place, unit).path("state").asString("").equals("DONE"));
        for (var item : look(place + "?limit=500", unit).path("results").path("items")) {
            if (item.has("receipt")) {
                take(item.path("receipt"), allowed, unit);
            }
        }
    }

    /**
     * What was refused did not count. Whether it did is unknown where the connection ended without an answer: then it
     * counts at most once, as it was sent. The server ends a connection only when it has done with the request.
     */
    private void lookAgain(Sent sent, Message message, Reply reply) {
        for (var sheet : sent.sheets()) {
            var found = look(SHEETS + "/" + sheet.kind() + "/" + sheet.scorer() + "/" + sheet.target(), sent.unit());
            var known = standing(sheet).map(Map.Entry::getKey).orElse(0L);
            if (found.path("revision").asLong(0) != known) {
                assertThat(reply.status())
                        .as("counts, and was refused: " + found + " after " + last)
                        .isZero();
                take(found, judge.sheets(message), sent.unit());
            }
        }
    }

    private JsonNode look(String place, String unit) {
        try {
            return wire.send(authorised(Message.of("GET", place, new byte[0]), unit))
                    .json();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a receipt says was sent, may count, is the unit's own, and follows on what counted before. */
    private void take(JsonNode receipt, List<Judge.Sheet> allowed, String unit) {
        var sheet = receipt.path("sheet").asString("");
        var digest = receipt.path("digest").asString("");
        var revision = receipt.path("revision").asLong(0);
        assertThat(allowed)
                .as("what was acknowledged with " + receipt + " to " + last)
                .anyMatch(one -> one.id().equals(sheet)
                        && one.digest().equals(digest)
                        && one.scorer().equals(unit));
        var revisions = counted.computeIfAbsent(sheet, none -> new TreeMap<>());
        if (revisions.containsKey(revision)) {
            assertThat(revisions.get(revision)).as(sheet + " " + revision).isEqualTo(digest);
        } else {
            assertThat(revision).as(sheet).isEqualTo(revisions.isEmpty() ? 1 : revisions.lastKey() + 1);
            revisions.put(revision, digest);
        }
    }

    private Sent sheetMessage() {
        var sheet = sheet();
        var message = Message.of("POST", SHEETS, bytes(json(sheet)), "Content-Type", JSON);
        return sent(random.nextBoolean() ? message : message.plus("Idempotency-Key", id()), sheet);
    }

    private Sent eventMessage() {
        var sheet = sheet();
        return sent(Message.of("POST", EVENTS, bytes(event(json(sheet))), "Content-Type", ONE), sheet);
    }

    private Sent binaryMessage() {
        var sheet = sheet();
        var message = Message.of(
                "POST",
                EVENTS,
                bytes(json(sheet)),
                "Content-Type",
                JSON,
                "ce-specversion",
                "1.0",
                "ce-id",
                id(),
                "ce-source",
                "/bien-dang/" + name,
                "ce-type",
                Topics.SHEET_TYPE);
        return sent(message, sheet);
    }

    /** As large or as small as it comes, at times compressed, at times for later. */
    private Sent batchMessage() {
        var unit = own.get(random.nextInt(own.size()));
        var items = new ArrayList<String>();
        var sheets = sheets(unit, 1 + random.nextInt(4));
        for (var sheet : sheets) {
            items.add(event(json(sheet)));
        }
        var body = bytes("[" + String.join(",", items) + "]");
        var message = Message.of("POST", EVENTS, body, "Content-Type", MANY);
        if (random.nextBoolean()) {
            message = message.withBody(Mutation.gzip(body)).plus("Content-Encoding", "gzip");
        }
        return new Sent(
                authorised(random.nextInt(60) == 0 ? message.plus("Prefer", "respond-async") : message, unit),
                unit,
                sheets);
    }

    /** One bad item, by each way of being bad, spoils none beside it. */
    private void batchWithGoodNeighbours() throws IOException, InterruptedException {
        var unit = own.get(random.nextInt(own.size()));
        var sheets = sheets(unit, 3);
        var items =
                new ArrayList<>(sheets.stream().map(sheet -> event(json(sheet))).toList());
        var kinds = Mutation.ofOneItem();
        var kind = kinds.get(random.nextInt(kinds.size()));
        items.set(1, kind.apply(items.get(1), random, foreign));
        if (isBeside(items.get(1), sheets)) {
            return;
        }
        var body = bytes("[" + String.join(",", items) + "]");
        var zipped = random.nextBoolean();
        var message = Message.of("POST", EVENTS, zipped ? Mutation.gzip(body) : body, "Content-Type", MANY);
        message = authorised(zipped ? message.plus("Content-Encoding", "gzip") : message, unit);
        var reply = send(message);
        assertThat(reply.status()).as(kind + ": " + reply.text()).isEqualTo(207);
        var results = reply.json().path("items");
        assertThat(results.size()).as(kind + ": " + items.get(1)).isEqualTo(3);
        var allowed = judge.sheets(message);
        for (var index = 0; index < 3; index++) {
            var result = results.path(index);
            if (index != 1) {
                assertThat(result.path("outcome").asString(""))
                        .as(kind + " beside it: " + result)
                        .isIn("accepted", "duplicate");
            }
            if (result.has("receipt")) {
                take(result.path("receipt"), allowed, unit);
            }
        }
    }

    /** By naming another target it may have become a sheet that counts, in the place of one of its neighbours. */
    private boolean isBeside(String item, List<SheetSubmission> sheets) {
        return judge.sheets(Message.of("POST", EVENTS, bytes(item), "Content-Type", ONE)).stream()
                .anyMatch(one -> sheets.stream().anyMatch(sheet -> one.id().equals(place(sheet))));
    }

    /** Puts another sheet in the place of what was refused, and replays it. */
    private void correction() throws IOException, InterruptedException {
        var at = kept.isPresent() ? kept.get() : refused();
        kept = Optional.of(at);
        var sheet = sheets(at.unit(), 1).getFirst();
        var place = API + "/quarantine/" + at.id();
        var message = Message.of("PUT", place + "/content", bytes(json(sheet)), "Content-Type", JSON);
        var mutated = mutate(authorised(message, at.unit()));
        var reply = send(mutated.message());
        answered(mutated, reply);
        if (!reply.isSuccess() || !mutated.message().method().equals("PUT")) {
            return;
        }
        var replayed = wire.send(
                authorised(Message.of("POST", place + "/replay", new byte[0], "Content-Type", JSON), at.unit()));
        assertThat(replayed.status()).as(replayed.text()).isEqualTo(200);
        if (!replayed.json().path("outcome").asString("").equals("REFUSED")) {
            take(replayed.json().path("receipt"), judge.sheets(mutated.message()), at.unit());
            kept = Optional.empty();
        }
    }

    private Kept refused() throws IOException, InterruptedException {
        var sheet = sheet();
        var json = json(sheet).replaceFirst("(?<=\"I.1\":)[0-9]+", "650");
        var unit = String.valueOf(sheet.scorer());
        var reply = wire.send(authorised(Message.of("POST", EVENTS, bytes(event(json)), "Content-Type", ONE), unit));
        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        return new Kept(unit, reply.json().path("quarantine").asString(""));
    }

    private void table() throws IOException, InterruptedException {
        var version = "b." + name + "." + random.nextInt(20);
        var json = EventJson.mapper().valueToTree(Sample.TABLE).toString();
        var message = Message.of("PUT", TABLES + version, bytes(json), "Content-Type", JSON)
                .plus("Authorization", "Bearer " + city);
        var mutated = mutate(message);
        var reply = send(mutated.message());
        answered(mutated, reply);
        if (!mutated.message().method().equals("PUT") || reply.status() >= 300) {
            return;
        }
        var lost = reply.status() == 0;
        var stored = lost ? stored(mutated.message().target()) : reply.json();
        if (lost
                && (stored.isMissingNode()
                        || tables.containsKey(stored.path("version").asString("")))) {
            return;
        }
        assertThat(Judge.texts(mutated.message()).stream().flatMap(text -> StrictJson.whole(text).stream()))
                .as("a table is JSON: " + last)
                .isNotEmpty();
        assertSound(stored);
        assertThat(tables.merge(stored.path("version").asString(""), stored.toString(), (first, next) -> first))
                .as("a version never changes")
                .isEqualTo(stored.toString());
    }

    /** What there is of a table whose answer was lost. */
    private JsonNode stored(String target) throws IOException, InterruptedException {
        var found = wire.send(Message.of("GET", target, new byte[0]).plus("Authorization", "Bearer " + city));
        return found.isSuccess() ? found.json() : EventJson.mapper().missingNode();
    }

    private static void assertSound(JsonNode table) {
        var base = 0;
        var step = table.path("step").asInt(0);
        assertThat(step).isPositive();
        for (var group : table.path("groups")) {
            var sum = 0;
            for (var criterion : group.path("criteria")) {
                assertThat(criterion.path("max").asInt(0)).isPositive();
                assertThat(criterion.path("max").asInt(0) % step).isZero();
                sum += criterion.path("max").asInt(0);
            }
            assertThat(sum).isEqualTo(group.path("max").asInt(0));
            base += sum;
        }
        assertThat(base).isEqualTo(table.path("baseMax").asInt(0)).isPositive();
        assertThat(table.path("totalCap").asInt(0)).isGreaterThanOrEqualTo(base);
        for (var rule : table.path("penaltyRules")) {
            assertThat(rule.path("points").asInt(0)).isNegative();
        }
    }

    /** A request, and what was done to it. */
    private record Mutated(Message message, List<Mutation> how) {}

    private Mutated mutate(Message message) {
        var how = new ArrayList<Mutation>();
        var changed = message;
        do {
            var kind = Mutation.values()[random.nextInt(Mutation.values().length)];
            if (kind == Mutation.GZIP_BOMB && random.nextInt(15) > 0) {
                continue;
            }
            how.add(kind);
            changed = kind.apply(changed, random, foreign);
        } while (how.isEmpty() || random.nextInt(4) == 0);
        return new Mutated(changed, how);
    }

    /** Nothing fails here; what is refused is refused with a problem, or by the web server. */
    private void answered(Mutated mutated, Reply reply) {
        var message = mutated.message();
        var what = mutated.how() + " " + message.framing() + " " + message.method() + " " + message.target() + " "
                + message.without("Authorization").headers() + " "
                + new String(message.body(), 0, Math.min(message.body().length, 2000), UTF_8) + " was answered "
                + reply.status() + " " + reply.contentType() + " " + reply.text();
        last = what;
        if (reply.status() == 0) {
            assertThat(message.framing()).as(what).isNotEqualTo(Message.Framing.LENGTH);
            return;
        }
        assertThat(reply.status()).as(what).isBetween(200, 499);
        if (!reply.isSuccess() && !reply.isProblem() && !message.method().equals("HEAD")) {
            assertThat(mutated.how()).as(what).anyMatch(Mutation::concernsServer);
            assertThat(reply.status()).as(what).isIn(400, 404, 405, 417);
        }
    }

    private Reply send(Message message) throws IOException, InterruptedException {
        var reply = wire.send(message);
        statuses.merge(reply.status(), 1, Integer::sum);
        return reply;
    }

    private Sent sent(Message message, SheetSubmission sheet) {
        var unit = String.valueOf(sheet.scorer());
        return new Sent(authorised(message, unit), unit, List.of(sheet));
    }

    private Message authorised(Message message, String unit) {
        return message.plus("Authorization", "Bearer " + districts.apply(unit));
    }

    /** A sheet that may count, of one of the own units. */
    private SheetSubmission sheet() {
        return sheets(own.get(random.nextInt(own.size())), 1).getFirst();
    }

    /** Different ones of a unit, each with the revision that it corrects. */
    private List<SheetSubmission> sheets(String unit, int count) {
        var first = random.nextInt(all.size());
        var sheets = new ArrayList<SheetSubmission>();
        for (var i = 0; i < count; i++) {
            var target = all.get((first + i) % all.size());
            var marks = Sample.marks(50 * random.nextInt(13), 50 * random.nextInt(11), 50 * random.nextInt(19));
            var plain = new SheetSubmission(
                    BOARD,
                    target.equals(unit) ? "SELF" : "PEER",
                    unit,
                    target,
                    new LinkedHashMap<>(marks),
                    adjustments(),
                    null);
            sheets.add(standing(plain)
                    .map(last -> Sample.replacing(plain, last.getKey()))
                    .orElse(plain));
        }
        return sheets;
    }

    private List<Adjustment> adjustments() {
        return switch (random.nextInt(4)) {
            case 0 -> List.of(new Adjustment("BON.1", 50 * random.nextInt(7), "Mô hình “Tổ dân phố 5 không” 😀"));
            case 1 -> List.of(new Adjustment("PEN.1", -50 * random.nextInt(4), null));
            default -> List.of();
        };
    }

    private Optional<Map.Entry<Long, String>> standing(SheetSubmission sheet) {
        return Optional.ofNullable(counted.get(place(sheet))).map(TreeMap::lastEntry);
    }

    private static String place(SheetSubmission sheet) {
        return String.join(
                "/",
                BOARD,
                String.valueOf(sheet.kind()),
                String.valueOf(sheet.scorer()),
                String.valueOf(sheet.target()));
    }

    /** One that no change of a few bytes turns into a later one. */
    private String id() {
        events++;
        return name + "-" + events + "-" + Long.toHexString(random.nextLong());
    }

    private String event(String sheet) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id() + "\",\"source\":\"/bien-dang/" + name + "\",\"type\":\""
                + Topics.SHEET_TYPE + "\",\"data\":" + sheet + "}";
    }

    private static String json(SheetSubmission sheet) {
        return EventJson.mapper().writeValueAsString(sheet);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
