package vn.thidua.scoring.proof;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vn.thidua.messaging.patrol.Patrol;
import vn.thidua.proof.log.PublishedLog;
import vn.thidua.proof.merkle.GrowingTree;
import vn.thidua.proof.merkle.Hash;
import vn.thidua.proof.note.Checkpoint;
import vn.thidua.scoring.proof.Integrity.Finding;

/**
 * Reads every entry of every log, from the store and not from memory, over and over: some thousand entries at a time,
 * whether they are of many logs or of one that has grown large. Used by one thread.
 */
final class LogPatrol {

    private static final int ENTRIES_AT_ONCE = 5_000;

    private final Seasons seasons;
    private final SeasonLogs logs;
    private final BiConsumer<Origin, List<Finding>> told;
    private final Patrol<Origin, Origin> patrol;
    private final Queue<Origin> next = new ArrayDeque<>();
    private final Map<Origin, Checkpoint> seen = new HashMap<>();
    private @Nullable Reading reading;

    /** @param told what is wrong with a log, each time that it was read; nothing when nothing is */
    LogPatrol(Seasons seasons, SeasonLogs logs, BiConsumer<Origin, List<Finding>> told) {
        this.seasons = seasons;
        this.logs = logs;
        this.told = told;
        patrol = new Patrol<>(seasons::page, origin -> origin);
    }

    /** Reads the next portion. */
    void step() {
        if (next.isEmpty()) {
            next.addAll(patrol.next());
        }
        for (var read = 0; read < ENTRIES_AT_ONCE && !next.isEmpty(); ) {
            read += read(next.element());
        }
    }

    /** @return how many entries were */
    private int read(Origin origin) {
        try {
            if (reading == null) {
                reading = new Reading(PublishedLog.open(seasons.open(origin), origin.toString(), logs.keys(origin)));
            }
            if (!reading.isComplete()) {
                return reading.readOn();
            }
            finish(origin, findings(origin, reading));
        } catch (ClassCastException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
            // Damaged, or not even what the service can read.
            finish(
                    origin,
                    List.of(new Finding(
                            origin.toString(),
                            "Nhật ký không như đã ký: " + e.getMessage() + ".",
                            "The log is not what was signed: " + e.getMessage() + ".")));
        }
        return 0;
    }

    private void finish(Origin origin, List<Finding> findings) {
        next.remove();
        reading = null;
        told.accept(origin, findings);
    }

    private List<Finding> findings(Origin origin, Reading reading) {
        if (!reading.isAsSigned()) {
            return List.of(new Finding(
                    origin.toString(),
                    "Các mục và các ô băm cùng bị sửa: gốc không còn là gốc đã ký.",
                    "Entries and tiles were changed together: the root is not the signed one any more."));
        }
        var before = seen.get(origin);
        if (before != null && !reading.log().continues(before)) {
            return List.of(new Finding(
                    origin.toString(),
                    "Nhật ký không tiếp nối điểm kiểm tra " + before.size() + " mục đã thấy trước đó.",
                    "The log does not continue the checkpoint of " + before.size() + " entries seen before."));
        }
        seen.put(origin, reading.log().published().checkpoint());
        return List.of();
    }

    /** How far a log, as it was published when this began, is read. */
    private record Reading(PublishedLog log, GrowingTree tree) {

        Reading(PublishedLog log) {
            this(log, GrowingTree.empty());
        }

        boolean isComplete() {
            return tree.size() == log.size();
        }

        /** To the end of the bundle. */
        int readOn() {
            var entries = log.entriesFrom(tree.size());
            entries.forEach(entry -> tree.append(Hash.leaf(entry)));
            return entries.size();
        }

        boolean isAsSigned() {
            return tree.root().equals(log.published().checkpoint().root());
        }
    }
}
