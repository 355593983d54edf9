package vn.thidua.faults.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One sheet of the load, and how far its clients have come with it. Guarded by itself. */
final class Work {

    private static final JsonMapper JSON = JsonMapper.shared();

    final BoardWork board;
    final String kind;
    final String scorer;
    final String target;
    final boolean overHttp;

    /** The revision that was acknowledged last; 0 at first. */
    private long revision;

    private boolean busy;
    private int sent;

    Work(BoardWork board, String scorer, String target, boolean overHttp) {
        this.board = board;
        this.kind = scorer.equals(target) ? "SELF" : "PEER";
        this.scorer = scorer;
        this.target = target;
        this.overHttp = overHttp;
    }

    String id() {
        return board.id + "/" + kind + "/" + scorer + "/" + target;
    }

    /** What to send next; nothing while something is under way. */
    synchronized @Nullable Request next(Random random) {
        if (busy) {
            return null;
        }
        busy = true;
        sent++;
        return new Request(this, id() + "#" + sent, content(random), revision);
    }

    synchronized void acknowledged(long number) {
        revision = Math.max(revision, number);
        busy = false;
    }

    synchronized void over() {
        busy = false;
    }

    synchronized boolean isBusy() {
        return busy;
    }

    synchronized boolean isAcknowledged() {
        return revision > 0;
    }

    private Map<String, Object> content(Random random) {
        var marks = new LinkedHashMap<String, Object>();
        Season.CRITERIA.forEach((code, most) -> marks.put(code, 50 * random.nextInt(most / 50 + 1)));
        var adjustments = new ArrayList<Map<String, Object>>();
        if (random.nextInt(4) == 0) {
            adjustments.add(Map.of("rule", "BON.1", "points", 100, "note", "Mô hình mới, nhân rộng"));
        }
        if (random.nextInt(6) == 0) {
            adjustments.add(Map.of("rule", "PEN.1", "points", -50));
        }
        var content = new LinkedHashMap<String, Object>();
        content.put("board", board.id);
        content.put("kind", kind);
        content.put("scorer", scorer);
        content.put("target", target);
        content.put("marks", marks);
        content.put("adjustments", List.copyOf(adjustments));
        return content;
    }

    /**
     * One thing to be sent, however often that takes.
     *
     * @param replaces the revision that it corrects; 0 for a first one
     */
    record Request(Work work, String key, Map<String, Object> content, long replaces) {

        String contentJson() {
            return JSON.writeValueAsString(content);
        }

        String body() {
            if (replaces == 0) {
                return contentJson();
            }
            var body = new LinkedHashMap<>(content);
            body.put("replaces", replaces);
            return JSON.writeValueAsString(body);
        }
    }

    /** A board of the load. */
    static final class BoardWork {

        final String id;
        final String cluster;
        final String head;
        final List<Work> sheets = new ArrayList<>();
        volatile boolean closing;
        volatile boolean closed;

        BoardWork(String id, String cluster, String head) {
            this.id = id;
            this.cluster = cluster;
            this.head = head;
        }
    }
}
