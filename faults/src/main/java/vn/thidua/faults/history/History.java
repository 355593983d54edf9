package vn.thidua.faults.history;

import static java.util.Objects.requireNonNull;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.faults.history.Operation.Act;
import vn.thidua.faults.history.Operation.Appointment;
import vn.thidua.faults.history.Operation.Reading;
import vn.thidua.faults.history.Operation.Receipt;
import vn.thidua.faults.history.Operation.Submission;
import vn.thidua.faults.history.Operation.Tree;

/**
 * A file of JSON lines. Each operation has a line {@code invoke} before anything is sent, and at most one of {@code ok},
 * {@code fail} and {@code info} once something is known; without one nothing is known, as with {@code info}. What a
 * reader saw is one line, {@code saw}. Thread-safe.
 */
public final class History implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Clock clock;
    private final BufferedWriter file;
    private final AtomicLong ids = new AtomicLong();

    public History(Path file, Clock clock) {
        this.clock = clock;
        try {
            this.file = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sheet is about to be sent; the number of the operation is what its outcome is told with. */
    public long submits(
            String door, String client, String scorer, String board, String sheet, String key, String content) {
        return invoke(Map.of(
                "f", "submit", "door", door, "client", client, "scorer", scorer, "board", board, "sheet", sheet, "key",
                key, "content", content));
    }

    /** The head's right is about to be used. */
    public long acts(String act, String actor, String cluster, String board) {
        return invoke(Map.of("f", "act", "act", act, "actor", actor, "cluster", cluster, "board", board));
    }

    /** A head is about to be appointed. */
    public long appoints(String cluster, String head) {
        return invoke(Map.of("f", "appoint", "cluster", cluster, "head", head));
    }

    private long invoke(Map<String, ?> what) {
        var id = ids.incrementAndGet();
        line("invoke", id, what);
        return id;
    }

    /** It was stored, as this receipt says. */
    public void ok(long id, JsonNode receipt) {
        var told = new LinkedHashMap<String, Object>();
        told.put("revision", receipt.path("revision").asLong());
        told.put("digest", receipt.path("digest").asString());
        told.put("checkpoint", receipt.path("proof").path("checkpoint").asString(""));
        line("ok", id, told);
    }

    /** It was done. */
    public void ok(long id) {
        line("ok", id, Map.of());
    }

    /** Certainly not applied. */
    public void failed(long id, String why) {
        line("fail", id, Map.of("why", why));
    }

    /** Nobody knows. */
    public void unknown(long id, String why) {
        line("info", id, Map.of("why", why));
    }

    /** A reader saw this version of a board's standings. */
    public void saw(String reader, String board, long version, boolean live) {
        line("saw", ids.incrementAndGet(), Map.of("reader", reader, "board", board, "version", version, "live", live));
    }

    private void line(String phase, long id, Map<String, ?> what) {
        var line = new LinkedHashMap<String, Object>();
        line.put("id", id);
        line.put("at", clock.instant().toString());
        line.put("phase", phase);
        line.putAll(what);
        var json = JSON.writeValueAsString(line);
        synchronized (file) {
            try {
                file.write(json);
                file.newLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            synchronized (file) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a history back; a last line that is cut off is left out.
     *
     * @return the operations in the order in which they were begun, readings in the order in which they were made
     */
    public static List<Operation> read(Path file) {
        var begun = new LinkedHashMap<Long, Begun>();
        var readings = new ArrayList<Operation>();
        try (var lines = Files.lines(file)) {
            lines.forEach(text -> {
                JsonNode line;
                try {
                    line = JSON.readTree(text);
                } catch (JacksonException cutOff) {
                    return;
                }
                var id = line.path("id").asLong();
                switch (text(line, "phase")) {
                    case "invoke" -> begun.put(id, new Begun(line, null));
                    case "saw" ->
                        readings.add(new Reading(
                                id,
                                text(line, "reader"),
                                text(line, "board"),
                                line.path("version").asLong(),
                                line.path("live").asBoolean()));
                    default -> begun.computeIfPresent(id, (same, known) -> new Begun(known.invoke, line));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new ArrayList<Operation>(begun.size() + readings.size());
        begun.values().forEach(operation -> all.add(operation.read()));
        all.addAll(readings);
        return all;
    }

    private static String text(JsonNode line, String field) {
        return requireNonNull(line.path(field).asString(), field);
    }

    private record Begun(JsonNode invoke, @Nullable JsonNode end) {

        Operation read() {
            var id = invoke.path("id").asLong();
            return switch (text(invoke, "f")) {
                case "submit" ->
                    new Submission(
                            id,
                            text(invoke, "door"),
                            text(invoke, "client"),
                            text(invoke, "scorer"),
                            text(invoke, "board"),
                            text(invoke, "sheet"),
                            text(invoke, "key"),
                            text(invoke, "content"),
                            outcome(),
                            end == null || outcome() != Outcome.OK
                                    ? null
                                    : new Receipt(
                                            end.path("revision").asLong(),
                                            text(end, "digest"),
                                            Tree.of(text(end, "checkpoint"))));
                case "act" ->
                    new Act(
                            id,
                            text(invoke, "act"),
                            text(invoke, "actor"),
                            text(invoke, "cluster"),
                            text(invoke, "board"),
                            at(invoke),
                            end == null ? Instant.MAX : at(end),
                            outcome());
                case "appoint" ->
                    new Appointment(
                            id,
                            text(invoke, "cluster"),
                            text(invoke, "head"),
                            at(invoke),
                            end == null ? Instant.MAX : at(end),
                            outcome());
                default -> throw new IllegalArgumentException("no operation: " + invoke);
            };
        }

        private Outcome outcome() {
            return end == null
                    ? Outcome.INFO
                    : Outcome.valueOf(text(end, "phase").toUpperCase(Locale.ROOT));
        }

        private static Instant at(JsonNode line) {
            return Instant.parse(text(line, "at"));
        }
    }
}
