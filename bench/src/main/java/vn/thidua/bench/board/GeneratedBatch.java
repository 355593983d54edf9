package vn.thidua.bench.board;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.EventJson;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.Topics;
import vn.thidua.standalone.access.DemoClients;

/**
 * Everything that one unit has to say about a large cluster in many periods, as one batch of events in which one in a
 * hundred is wrong, in ten ways by turns.
 *
 * @param cluster of a hundred units
 * @param units ids in the cluster's order; the first is the sender
 * @param periods of which each has a board
 */
public record GeneratedBatch(String cluster, List<String> units, List<String> periods, List<Item> items) {

    /** One in so many is wrong. */
    private static final int ONE_IN = 100;

    private static final int WRONG_PLACE = 37;
    private static final int MEMBERS = 100;
    private static final int YEAR = 2019;

    public GeneratedBatch {
        units = List.copyOf(units);
        periods = List.copyOf(periods);
        items = List.copyOf(items);
    }

    /** A batch of this many events about a cluster that no other batch is about. */
    public static GeneratedBatch of(String cluster, int events, RandomGenerator random) {
        var sender = DemoClients.UNITS.getFirst();
        var units = new ArrayList<String>();
        units.add(sender);
        IntStream.range(1, MEMBERS).forEach(unit -> units.add("BENCH-%02d".formatted(unit)));
        var good = events - events / ONE_IN;
        var periods = IntStream.range(0, Math.ceilDiv(good, MEMBERS))
                .mapToObj(period -> YEAR + "-%03d".formatted(period))
                .toList();
        var batch = new GeneratedBatch(cluster, units, periods, List.of());
        var items = new ArrayList<Item>();
        for (int index = 0, sheet = 0; index < events; index++) {
            items.add(
                    index % ONE_IN == WRONG_PLACE
                            ? batch.wrong(index, random)
                            : batch.right(index, batch.sheet(sheet++, random)));
        }
        return new GeneratedBatch(cluster, units, periods, items);
    }

    /** The year that all its boards are about. */
    public int year() {
        return YEAR;
    }

    /** Who sends it, heads the cluster, and scores. */
    public String sender() {
        return units.getFirst();
    }

    /** The boards' ids. */
    public List<String> boards() {
        return periods.stream().map(period -> cluster + ":" + period).toList();
    }

    private SheetSubmission sheet(int number, RandomGenerator random) {
        return sheet(boards().get(number / MEMBERS), sender(), units.get(number % MEMBERS), random);
    }

    private static SheetSubmission sheet(String board, String scorer, String target, RandomGenerator random) {
        var marks = new LinkedHashMap<String, @Nullable Integer>();
        BenchTable.TABLE
                .criteria()
                .forEach(criterion ->
                        marks.put(criterion.code(), criterion.max() - BenchTable.TABLE.step() * random.nextInt(3)));
        var kind = scorer.equals(target) ? "SELF" : "PEER";
        return new SheetSubmission(board, kind, scorer, target, marks, List.of(), null);
    }

    private Item right(int index, SheetSubmission sheet) {
        return new Item(event(index, sheet), sheet, null);
    }

    private Item wrong(int index, RandomGenerator random) {
        var board = boards().getFirst();
        var sheet = sheet(board, sender(), units.get(1), random);
        var event = event(index, sheet);
        var first = "\"" + BenchTable.TABLE.criteria().getFirst().code() + "\":";
        var mark = first
                + requireNonNull(sheet.marks())
                        .get(BenchTable.TABLE.criteria().getFirst().code());
        var pointer = "/data/marks/" + BenchTable.TABLE.criteria().getFirst().code();
        return switch (index / ONE_IN % 10) {
            case 0 -> wrong("42", "400 event-unreadable: not-an-event");
            case 1 -> wrong(event.replace("score-sheet", "other"), "422 event-invalid /type: type-unknown");
            case 2 ->
                wrong(event.replace("\"id\":\"e" + index + "\",", ""), "422 event-invalid /id: attribute-missing");
            case 3 ->
                wrong(
                        event.replace("\"source\":\"" + source() + "\",", ""),
                        "422 event-invalid /source: attribute-missing");
            case 4 ->
                wrong(event(index, sheet("no-such-cluster:2019", sender(), units.get(1), random)), "404 board-unknown");
            case 5 -> wrong(event(index, sheet(board, units.get(2), units.get(1), random)), "403 scorer-foreign");
            case 6 ->
                wrong(
                        event.replace("\"kind\"", "\"board\":\"" + board + "\",\"kind\""),
                        "400 event-unreadable: key-duplicate");
            case 7 -> wrong(event.replace(mark, first + "NaN"), "400 event-unreadable: json");
            case 8 -> wrong(event.replace(mark, first + "\"500\""), "422 event-invalid " + pointer + ": data-type");
            default ->
                wrong(
                        event.replace(mark, first + "1000000"),
                        "422 sheet-invalid " + pointer.substring("/data".length()) + ": mark-above-max");
        };
    }

    private static Item wrong(String json, String refusal) {
        return new Item(json, null, refusal);
    }

    private String event(int index, SheetSubmission sheet) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", "e" + index);
        event.put("source", source());
        event.put("type", Topics.SHEET_TYPE);
        event.put("data", sheet);
        return EventJson.mapper().writeValueAsString(event);
    }

    /** Another for each batch: an event's id is unique within its source only. */
    private String source() {
        return "/bench/" + cluster;
    }

    /** What a system registers before it can come. */
    public Map<String, Object> membership() {
        return Map.of(
                "name",
                "Cụm " + cluster,
                "members",
                units.stream()
                        .map(unit -> Map.of("unit", unit, "from", "2000-01-01"))
                        .toList());
    }

    /**
     * An event of the batch.
     *
     * @param sheet what it says; absent when it is wrong
     * @param refusal what it has to be answered with: status, kind of problem, and of each error the field and the
     *     rule; absent when it is right
     */
    public record Item(
            String json,
            @Nullable SheetSubmission sheet,
            @Nullable String refusal) {}
}
