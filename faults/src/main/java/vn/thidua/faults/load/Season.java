package vn.thidua.faults.load;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.thidua.faults.history.History;
import vn.thidua.faults.load.Web.Reply;
import vn.thidua.faults.load.Work.BoardWork;

/**
 * The boards that the load scores on: opens them as they are needed, closes and finalises a part of them, lets strangers
 * try what only the head may do, and lets heads change.
 */
public final class Season implements AutoCloseable {

    /** The units whose systems have a client. */
    public static final List<String> UNITS = List.of("HBT", "DD", "HK", "HM", "BD", "LB");

    static final Map<String, Integer> CRITERIA = criteria();
    private static final String SCORING = "/api/scoring/v1";
    private static final int BOARDS_PER_CLUSTER = 20;
    private static final int ACTIVE = 6;

    /** So many boards are opened at the same time. */
    private static final int LINES = 3;

    private static final int WATCHED = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Web web;
    private final History history;
    private final List<URI> scoring;
    private final List<URI> ranking;
    private final Random random;
    private final Tally tally;
    private final List<BoardWork> watched = new CopyOnWriteArrayList<>();
    private final List<BoardWork> boards = new CopyOnWriteArrayList<>();

    /** Sheets that nobody has sent yet: those for HTTP, and those for Kafka. */
    private final Map<Boolean, List<Work>> waiting = Map.of(true, new ArrayList<>(), false, new ArrayList<>());

    private final List<Thread> threads = new ArrayList<>();
    private final int[] made = new int[LINES];
    private int rotations;
    private int finalised;
    private volatile boolean over;
    private volatile boolean abandoned;

    public Season(Web web, History history, List<URI> scoring, List<URI> ranking, long seed, Tally tally) {
        this.web = web;
        this.history = history;
        this.scoring = scoring;
        this.ranking = ranking;
        this.random = new Random(seed);
        this.tally = tally;
    }

    private static Map<String, Integer> criteria() {
        var criteria = new LinkedHashMap<String, Integer>();
        criteria.put("I.1", 3000);
        criteria.put("I.2", 2500);
        criteria.put("II.1", 2000);
        criteria.put("II.2", 2000);
        return Collections.unmodifiableMap(criteria);
    }

    private static Map<String, Object> scoreTable() {
        return Map.of(
                "version", "1",
                "baseMax", 9500,
                "bonusMax", 500,
                "penaltyMax", 300,
                "totalCap", 10000,
                "step", 50,
                "groups", List.of(group("I", 5500, List.of("I.1", "I.2")), group("II", 4000, List.of("II.1", "II.2"))),
                "bonusRules", List.of(Map.of("code", "BON.1", "name", "Mô hình mới", "max", 300)),
                "penaltyRules", List.of(Map.of("code", "PEN.1", "name", "Nộp chậm", "points", -50)));
    }

    private static Map<String, Object> group(String code, int max, List<String> criteria) {
        return Map.of(
                "code",
                code,
                "name",
                "Nhóm " + code,
                "max",
                max,
                "criteria",
                criteria.stream()
                        .map(criterion -> Map.of(
                                "code",
                                criterion,
                                "name",
                                "Tiêu chí " + criterion,
                                "max",
                                CRITERIA.getOrDefault(criterion, 0)))
                        .toList());
    }

    /** Registers the units and opens the first boards; the rest follows while the load runs. */
    public void begin() throws InterruptedException {
        for (var unit : UNITS) {
            must(Web.CITY, "PUT", scoring, SCORING + "/units/" + unit, Map.of("name", "Đơn vị " + unit));
            must(Web.CITY, "PUT", scoring, SCORING + "/systems/" + unit, Map.of());
        }
        for (var board = 0; board < WATCHED; board++) {
            watched.add(openNext(0));
        }
        fill(0);
        for (var number = 0; number < LINES; number++) {
            var line = number;
            keep("boards-" + line, () -> fill(line));
        }
        keep("closings", this::closeOne);
        keep("rotations", this::rotate);
    }

    private void keep(String name, Step step) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            try {
                while (!over) {
                    step.run();
                    Thread.sleep(50);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void fill(int line) throws InterruptedException {
        while (!over) {
            synchronized (waiting) {
                var enough = ACTIVE * UNITS.size() * UNITS.size() / 2;
                if (waiting.values().stream().allMatch(sheets -> sheets.size() >= enough)) {
                    return;
                }
            }
            openNext(line);
        }
    }

    /** Each line has clusters of its own, which it prepares before it opens their boards. */
    private BoardWork openNext(int line) throws InterruptedException {
        var number = made[line]++;
        var place = number / BOARDS_PER_CLUSTER * LINES + line;
        var cluster = "cum-" + place;
        var head = UNITS.get(place % UNITS.size());
        if (number % BOARDS_PER_CLUSTER == 0) {
            prepare(cluster, head);
        }
        var board = new BoardWork(cluster + ":" + (2000 + number % BOARDS_PER_CLUSTER), cluster, head);
        open(board);
        for (var scorer : UNITS) {
            for (var target : UNITS) {
                board.sheets.add(new Work(board, scorer, target, random.nextBoolean()));
            }
        }
        boards.add(board);
        synchronized (waiting) {
            board.sheets.forEach(
                    sheet -> requireNonNull(waiting.get(sheet.overHttp)).add(sheet));
        }
        return board;
    }

    private void prepare(String cluster, String head) throws InterruptedException {
        var members = UNITS.stream()
                .map(unit -> Map.of("unit", unit, "from", "1990-01-01"))
                .toList();
        var path = SCORING + "/clusters/" + cluster;
        must(Web.CITY, "PUT", scoring, path, Map.of("name", "Cụm " + cluster, "members", members));
        must(Web.CITY, "PUT", scoring, path + "/score-tables/1", scoreTable());
        appoint(cluster, head);
    }

    private void appoint(String cluster, String head) throws InterruptedException {
        until(() -> {
            var operation = history.appoints(cluster, head);
            var reply = web.send(
                    Web.CITY,
                    "PUT",
                    any(scoring).resolve(SCORING + "/clusters/" + cluster + "/head"),
                    Map.of("unit", head, "from", "1990-01-01"),
                    Map.of());
            tell(operation, reply);
            return reply.isDone();
        });
    }

    private void open(BoardWork board) throws InterruptedException {
        var path = SCORING + "/boards/" + board.id;
        must(
                Web.CITY,
                "PUT",
                scoring,
                path,
                Map.of(
                        "year",
                        Integer.parseInt(board.id.substring(board.id.indexOf(':') + 1)),
                        "scoreTable",
                        "1",
                        "notice",
                        "Điểm ngẫu nhiên để thử lỗi · random marks, to test with faults"));
        act("open", board.head, board, scoring, path + "/open", null);
    }

    /** Repeats until it is done; every attempt is an operation of its own. */
    private void act(String act, String actor, BoardWork board, List<URI> service, String path, @Nullable Object body)
            throws InterruptedException {
        until(() -> attempt(act, actor, board, service, path, body).isDone());
    }

    private Reply attempt(
            String act, String actor, BoardWork board, List<URI> service, String path, @Nullable Object body) {
        var operation = history.acts(act, actor, board.cluster, board.id);
        var reply = web.send(Web.district(actor), "POST", any(service).resolve(path), body, Map.of());
        tell(operation, reply);
        if (!reply.isDone() && !reply.isPassing() && actor.equals(board.head)) {
            tally.refused(act + ": " + reply.json().path("type").asString("") + " " + reply.status());
        }
        return reply;
    }

    private void tell(long operation, Reply reply) {
        switch (reply.certainty()) {
            case DONE -> history.ok(operation);
            case NOT_DONE -> history.failed(operation, reply.what());
            case UNKNOWN -> history.unknown(operation, reply.what());
        }
    }

    /** A board whose sheets have all been answered: strangers try to close it, then its head does, and finalises. */
    private void closeOne() throws InterruptedException {
        for (var board : boards) {
            var isComplete = board.sheets.stream().allMatch(work -> work.isAcknowledged() && !work.isBusy());
            if (!over && !board.closing && !watched.contains(board) && isComplete) {
                board.closing = true;
                if (finalised++ == 0 || random.nextInt(3) == 0) {
                    close(board);
                }
            }
        }
        // What is closed, or will not be, needs no more looking at.
        boards.removeIf(board -> board.closing && boards.size() > 200);
    }

    private void close(BoardWork board) throws InterruptedException {
        var stranger = UNITS.get((UNITS.indexOf(board.head) + 1 + random.nextInt(UNITS.size() - 1)) % UNITS.size());
        var close = SCORING + "/boards/" + board.id + "/close";
        var finalise = "/api/ranking/v1/boards/" + board.id + "/finalise";
        attempt("close", stranger, board, scoring, close, null);
        var unknown = Map.of("missingBecause", "thử lỗi");
        act("close", board.head, board, scoring, close, unknown);
        board.closed = true;
        attempt("finalise", stranger, board, ranking, finalise, null);
        act("finalise", board.head, board, ranking, finalise, null);
    }

    /** The head of a cluster changes; the old one tries to go on, and must not succeed, at any instance. */
    private void rotate() throws InterruptedException {
        var number = ++rotations;
        var board = new BoardWork("xoay-" + number + ":2001", "xoay-" + number, UNITS.get(0));
        var next = new BoardWork(board.id, board.cluster, UNITS.get(1));
        prepare(board.cluster, board.head);
        open(board);
        appoint(board.cluster, next.head);
        var close = SCORING + "/boards/" + board.id + "/close";
        for (var origin : scoring) {
            attempt("close", board.head, next, List.of(origin), close, Map.of("missingBecause", "thử"));
        }
        act("close", next.head, next, scoring, close, Map.of("missingBecause", "thử"));
        pause(10_000);
    }

    private void must(String client, String method, List<URI> service, String path, Object body)
            throws InterruptedException {
        until(() -> {
            var reply = web.send(client, method, any(service).resolve(path), body, Map.of());
            if (!reply.isDone() && !reply.isPassing()) {
                tally.refused(method + " " + path + " " + reply.what());
            }
            return reply.isDone();
        });
    }

    private void until(BooleanSupplier done) throws InterruptedException {
        while (!abandoned && !done.getAsBoolean()) {
            Thread.sleep(200);
        }
    }

    private void pause(long millis) throws InterruptedException {
        for (var waited = 0; waited < millis && !over; waited += 100) {
            Thread.sleep(100);
        }
    }

    private synchronized URI any(List<URI> service) {
        return service.get(random.nextInt(service.size()));
    }

    /** A sheet that nobody has sent yet, for HTTP or for Kafka; nothing when the boards do not keep up. */
    @Nullable
    Work fresh(boolean overHttp) {
        synchronized (waiting) {
            var sheets = requireNonNull(waiting.get(overHttp));
            return sheets.isEmpty() ? null : sheets.remove(random.nextInt(sheets.size()));
        }
    }

    /** A sheet that stands, to be corrected: half of the time one of those that readers look at. */
    @Nullable
    Work standing() {
        var all = boards;
        if (all.isEmpty()) {
            return null;
        }
        var board = random.nextBoolean()
                ? watched.get(random.nextInt(watched.size()))
                : all.get(random.nextInt(all.size()));
        var work = board.sheets.get(random.nextInt(board.sheets.size()));
        return board.closed || !work.isAcknowledged() || work.isBusy() ? null : work;
    }

    /** The boards that stay open, and that readers look at. */
    public List<String> watched() {
        return watched.stream().map(board -> board.id).toList();
    }

    /** Nothing new is begun; what is under way is finished, within half a minute. */
    @Override
    public void close() {
        over = true;
        try {
            for (var thread : threads) {
                thread.join(PATIENCE);
            }
            abandoned = true;
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
