package vn.thidua.ranking.standings.rebuild;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.thidua.identity.Actor;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.ranking.standings.Boards;
import vn.thidua.ranking.standings.Counting;

/**
 * Rebuilds boards from the log while they are read and while events keep coming.
 *
 * <p>The log is counted from its beginning into boards of their own. Then, for a few boards at a time: the boards are
 * read, the recount catches up with the log's end, which is at or after whatever those boards have counted, and each
 * that differs is replaced by one write that succeeds only if nobody has written it since it was read; otherwise it is
 * read again. So no reader sees anything older or in between, and no decision is lost, whichever instance made it.
 */
public final class Rebuilding {

    private static final System.Logger logger = System.getLogger(Rebuilding.class.getName());
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final Duration SAVES = Duration.ofMillis(500);
    private static final int BOARDS_AT_ONCE = 50;
    private static final int MOST_ROUNDS = 200;
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Boards boards;
    private final Rebuilds rebuilds;
    private final EventLog log;
    private final Executor worker;
    private final BooleanSupplier stopping;
    private final Clock clock;

    /**
     * @param worker runs one rebuild at a time
     * @param stopping whether the process is about to end
     */
    public Rebuilding(
            Boards boards, Rebuilds rebuilds, EventLog log, Executor worker, BooleanSupplier stopping, Clock clock) {
        this.boards = boards;
        this.rebuilds = rebuilds;
        this.log = log;
        this.worker = worker;
        this.stopping = stopping;
        this.clock = clock;
    }

    /**
     * Begins a rebuild, and returns at once.
     *
     * @param board the one to rebuild; {@code null} for all of them
     * @throws RefusalException when one is running already
     */
    public Rebuild begin(@Nullable String board, boolean compareOnly, Actor actor) {
        var now = clock.instant();
        var rebuild = Rebuild.begun(ID.format(now), board, compareOnly, actor.id(), now);
        if (!rebuilds.begin(rebuild, now.minus(SILENCE))) {
            throw new RefusalException(running());
        }
        worker.execute(() -> run(rebuild));
        return rebuild;
    }

    public Optional<Rebuild> find(String id) {
        return rebuilds.find(id).map(rebuild -> rebuild.at(clock.instant()));
    }

    /** The latest first. */
    public List<Rebuild> latest(int limit) {
        return rebuilds.latest(limit).stream()
                .map(rebuild -> rebuild.at(clock.instant()))
                .toList();
    }

    private void run(Rebuild begun) {
        var run = new Run(begun);
        try (var reading = log.from(begun.board())) {
            rebuilds.dropAllBut(begun.id());
            run.count(reading);
            run.replace(reading);
            run.end(Rebuild.State.DONE, null);
        } catch (CancellationException e) {
            run.end(Rebuild.State.FAILED, "the service was stopped");
        } catch (RuntimeException e) {
            logger.log(System.Logger.Level.ERROR, "The rebuild " + begun.id() + " failed", e);
            run.end(Rebuild.State.FAILED, e.toString());
        } finally {
            rebuilds.drop(begun.id());
        }
    }

    private static Refusal running() {
        return new Refusal(
                "rebuild-running",
                409,
                new Text("Đang dựng lại", "A rebuild is running"),
                new Text(
                        "Mỗi lúc chỉ dựng lại một lần; hãy đợi lần đang chạy xong rồi thử lại.",
                        "One rebuild runs at a time; wait until the present one has ended, and try again."));
    }

    /** One rebuild from its first record to its end. */
    private final class Run {

        private final Map<String, EventLog.Told> told = new HashMap<>();
        private final Boards generation;
        private final Counting counting;
        private Rebuild rebuild;
        private Instant saved;

        private Run(Rebuild begun) {
            rebuild = begun;
            saved = begun.startedAt();
            generation = rebuilds.generation(begun.id());
            counting = new Counting(generation, clock);
        }

        private void count(EventLog.Reading reading) {
            reading.catchUp(portion -> {
                counting.count(portion.scored());
                portion.told().forEach(this::heard);
                rebuild = rebuild.reading(reading.read(), reading.end(), reading.unreadable(), clock.instant());
                save();
            });
        }

        private void heard(EventLog.Told standings) {
            told.merge(standings.standings().board(), standings, EventLog.Told::and);
        }

        private void replace(EventLog.Reading reading) {
            var ids = known();
            rebuild = rebuild.switching(ids.size(), clock.instant());
            var few = new ArrayList<String>();
            for (var id : ids) {
                few.add(id);
                if (few.size() == BOARDS_AT_ONCE) {
                    replace(few, reading);
                    few.clear();
                }
            }
            replace(few, reading);
        }

        private void replace(Collection<String> ids, EventLog.Reading reading) {
            Set<String> open = new TreeSet<>(ids);
            for (var round = 0; !open.isEmpty(); round++) {
                if (round == MOST_ROUNDS) {
                    throw new IllegalStateException("written by others all the time: " + open);
                }
                open = replaceOnce(open, reading);
                save();
            }
        }

        /** Returns those that somebody else has written meanwhile. */
        private Set<String> replaceOnce(Set<String> ids, EventLog.Reading reading) {
            var held = boards.find(ids);
            // Only now: whatever these boards have counted is in the log before the end that is caught up with.
            count(reading);
            var recounted = generation.find(ids);
            var compared = new HashMap<String, Comparison>();
            ids.forEach(id -> compared.put(
                    id,
                    Comparison.of(
                            requireNonNull(held.get(id)),
                            requireNonNull(recounted.get(id)),
                            told.get(id),
                            clock.instant())));
            var changes = compared.values().stream()
                    .filter(Comparison.Differs.class::isInstance)
                    .map(differing -> ((Comparison.Differs) differing).change())
                    .toList();
            var lost = rebuild.compareOnly() ? Set.<String>of() : boards.write(changes);
            compared.forEach((id, comparison) -> {
                if (!lost.contains(id)) {
                    rebuild = rebuild.compared(comparison);
                }
            });
            return lost;
        }

        private Set<String> known() {
            if (rebuild.board() != null) {
                return Set.of(rebuild.board());
            }
            var ids = new TreeSet<String>();
            addAll(boards, ids);
            addAll(generation, ids);
            return ids;
        }

        private void addAll(Boards some, Set<String> ids) {
            var after = "";
            for (var page = some.ids(after, 1000); !page.isEmpty(); page = some.ids(after, 1000)) {
                ids.addAll(page);
                after = page.getLast();
            }
        }

        private void save() {
            if (stopping.getAsBoolean()) {
                throw new CancellationException();
            }
            var now = clock.instant();
            if (!now.isBefore(saved.plus(SAVES))) {
                rebuilds.save(rebuild);
                saved = now;
            }
        }

        private void end(Rebuild.State state, @Nullable String failure) {
            rebuild = rebuild.ended(state, failure, clock.instant());
            rebuilds.save(rebuild);
        }
    }
}
