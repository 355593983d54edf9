package vn.thidua.faults.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.faults.history.Operation;

/**
 * All that is known after a run, once everything has come to rest.
 *
 * @param history what clients did and learned
 * @param sheets the scoring service's, by id
 * @param scoring the events on its topic, in the order of each partition
 * @param ranking the events on the ranking service's topic, likewise
 * @param boards the ranking service's, by id
 * @param items of all inboxes
 * @param logs of all seasons, as they are stored
 * @param poison what was put on topics to be given up, as {@code topic-partition@offset}
 * @param letters what was given up
 * @param aftermath what was left over, and what it cost
 */
public record Evidence(
        List<Operation> history,
        Map<String, StoredSheet> sheets,
        List<Event> scoring,
        List<Event> ranking,
        Map<String, StoredBoard> boards,
        List<Item> items,
        List<SeasonLog> logs,
        Set<String> poison,
        List<Letter> letters,
        Aftermath aftermath) {

    <T extends Operation> List<T> operations(Class<T> type) {
        return history.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * A sheet as it is stored.
     *
     * @param published the watermark: up to which revision the brokers have acknowledged
     * @param waiting it says that something is unpublished
     */
    public record StoredSheet(String id, List<StoredRevision> revisions, long published, boolean waiting) {

        StoredRevision standing() {
            return revisions.getLast();
        }
    }

    /**
     * One accepted revision.
     *
     * @param keys of the requests that brought it, as stored
     * @param content canonical JSON
     */
    public record StoredRevision(long number, String digest, List<String> keys, String content) {}

    /**
     * An event on a topic.
     *
     * @param type without prefix and version, for example {@code score-submitted}
     * @param data as JSON
     */
    public record Event(String id, String type, String data) {}

    /**
     * A board as the ranking service holds it.
     *
     * @param standings as JSON
     * @param counted revision and digest of each sheet that it holds, by the sheet's id
     * @param waiting it says that something is unpublished
     */
    public record StoredBoard(String id, @Nullable String standings, Map<String, Counted> counted, boolean waiting) {}

    /** A sheet as ranking holds it. */
    public record Counted(long revision, String digest) {}

    /** Something in an inbox. */
    public record Item(String id, String recipient, long number, String event) {}

    /**
     * The signed log of a season.
     *
     * @param key as it is published: {@code name+id+key}
     * @param checkpoint a signed note
     * @param entries as JSON, in their order
     */
    public record SeasonLog(String origin, String key, String checkpoint, List<String> entries) {

        public SeasonLog {
            entries = List.copyOf(entries);
        }
    }

    /** Something that was given up: where it was, and why. */
    public record Letter(String record, String reason) {}

    /**
     * What is left when there was time to recover.
     *
     * @param lag records that wait, by consumer group
     * @param grown what has grown since before the first fault, and must not: threads, connections, descriptors of a
     *     service, beyond what is normal
     */
    public record Aftermath(Map<String, Long> lag, List<String> grown) {}
}
