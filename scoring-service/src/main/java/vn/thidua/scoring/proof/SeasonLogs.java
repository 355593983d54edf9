package vn.thidua.scoring.proof;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Receipt;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.events.ScoringOpened;
import vn.thidua.proof.entry.MalformedEntry;
import vn.thidua.proof.log.EntryTooLarge;
import vn.thidua.proof.log.MemoryTileStore;
import vn.thidua.proof.log.SeasonLog;
import vn.thidua.proof.note.KnownKeys;
import vn.thidua.proof.note.SigningKey;
import vn.thidua.scoring.board.BoardLog;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.sheet.Revision;
import vn.thidua.scoring.sheet.SheetLog;
import vn.thidua.scoring.sheet.Sheets;

/**
 * The logs of all seasons. A fact comes into its log after it is durable in its own document, which remains the truth, and
 * before it is told to anyone; what a crash kept out is put in by whoever next publishes it. A log that is not what was
 * signed takes nothing more: its facts wait, those of other seasons do not. Thread-safe.
 */
public final class SeasonLogs implements SheetLog, BoardLog {

    /** Of all open logs together; one and a half kilobytes each. */
    private static final long MOST_ENTRIES = 40_000;

    private final Seasons seasons;
    private final Boards boards;
    private final Sheets sheets;
    private final Entries entries;
    private final SigningKey key;
    private final Supplier<String> chance;
    private final Map<Origin, String> troubles = new ConcurrentHashMap<>();

    /** The one that was used last is the last. */
    private final Map<Origin, SeasonWriter> writers = new LinkedHashMap<>(16, 0.75f, true);

    /** The boards of one season are looked at one after the other. */
    private @Nullable Looked looked;

    /**
     * @param key signs every log, under the log's name
     * @param chance a text that nobody can guess, another one each time
     */
    public SeasonLogs(
            Seasons seasons, Boards boards, Sheets sheets, Salts salts, SigningKey key, Supplier<String> chance) {
        this.seasons = seasons;
        this.boards = boards;
        this.sheets = sheets;
        this.entries = new Entries(salts);
        this.key = key;
        this.chance = chance;
    }

    /** The key of a log, as it is published. */
    public String verifierKey(Origin origin) {
        return key.named(origin.toString()).verifier().toString();
    }

    /** The keys that may have signed a log. */
    KnownKeys keys(Origin origin) {
        return KnownKeys.of(key.named(origin.toString()).verifier());
    }

    /** Has what another instance wrote read when the log is needed next. */
    void readOn(Origin origin) {
        looking(origin).readOn();
    }

    /** Which logs are not what was signed, and what is wrong with each. */
    public Map<Origin, String> troubles() {
        return Map.copyOf(troubles);
    }

    @Override
    public List<Optional<Receipt.Proof>> prove(List<Counted> revisions) {
        var places = IntStream.range(0, revisions.size())
                .boxed()
                .collect(groupingBy(
                        place -> Origin.of(revisions.get(place).sheet().id().board()), LinkedHashMap::new, toList()));
        var proofs = new HashMap<Integer, Receipt.Proof>();
        var tasks = new ArrayList<FutureTask<Map<Integer, Receipt.Proof>>>();
        places.forEach((origin, of) -> tasks.add(new FutureTask<>(() -> prove(origin, revisions, of))));
        // Several logs are written at the same time: each waits for the store, and none for another.
        tasks.stream().skip(1).forEach(task -> Thread.ofVirtual().start(task));
        tasks.stream().limit(1).forEach(FutureTask::run);
        tasks.forEach(task -> proofs.putAll(result(task)));
        return IntStream.range(0, revisions.size())
                .mapToObj(place -> Optional.ofNullable(proofs.get(place)))
                .toList();
    }

    private static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Map<Integer, Receipt.Proof> prove(Origin origin, List<Counted> revisions, List<Integer> places) {
        // Before, because nobody else waits for it.
        var prepared = entries.prepared(places.stream()
                .map(revisions::get)
                .map(counted -> counted.sheet().history().get((int) counted.revision() - 1))
                .toList());
        return write(
                        origin,
                        season -> places.stream()
                                .map(revisions::get)
                                .forEach(counted -> season.sheet(counted.sheet(), counted.revision(), prepared)),
                        season -> {
                            var proofs = new HashMap<Integer, Receipt.Proof>();
                            for (var place : places) {
                                var counted = revisions.get(place);
                                proofs.put(place, season.proof(counted.sheet(), counted.revision()));
                            }
                            return proofs;
                        })
                .orElse(new HashMap<>());
    }

    @Override
    public boolean holds(ScoringOpened opened) {
        var trial = SeasonLog.create(new MemoryTileStore(), key);
        try {
            trial.append(Entries.opened(opened).encode());
            return true;
        } catch (EntryTooLarge e) {
            return false;
        }
    }

    @Override
    public void opened(ScoringOpened opened) {
        write(Origin.of(opened.board()), season -> season.opened(opened), season -> true);
    }

    @Override
    public Optional<String> closed(ScoringOpened opened, @Nullable ScorerRecused recused, ScoringClosed closed) {
        var origin = Origin.of(closed.board());
        // Read before, because nobody else waits for it: whatever is not in the log is in its document by now.
        var missing = read(
                origin,
                season -> closed.manifest().stream()
                        .filter(counted -> season.lastOf(counted.sheet()) < counted.revision())
                        .toList());
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        var late = sheets.findAll(missing.get().stream().map(SeasonLogs::id).toList());
        return write(origin, season -> season.closed(opened, recused, closed, late), OpenSeason::checkpoint);
    }

    /** A correction of final results; what the log has already is not put in again. */
    void corrected(ResultsFinalised results) {
        write(Origin.of(results.board()), season -> season.corrected(results), season -> true);
    }

    private static SheetId id(CountedSheet counted) {
        return SheetId.parse(counted.sheet()).orElseThrow();
    }

    /** What a log contains, as this process knows it; nothing when the log is not what was signed. */
    <T> Optional<T> read(Origin origin, Function<Contents, T> question) {
        return read(writer(origin), origin, question);
    }

    /** The same for who goes through all logs: those that are being written stay in memory, and one other comes. */
    <T> Optional<T> look(Origin origin, Function<Contents, T> question) {
        return read(looking(origin), origin, question);
    }

    private SeasonWriter looking(Origin origin) {
        synchronized (writers) {
            // Not by its key, which would count as a use.
            var known = writers.entrySet().stream()
                    .filter(writer -> writer.getKey().equals(origin))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (known.isPresent()) {
                return known.get();
            }
            if (looked == null || !looked.origin().equals(origin)) {
                looked = new Looked(origin, writerOf(origin));
            }
            return looked.writer();
        }
    }

    private record Looked(Origin origin, SeasonWriter writer) {}

    private <T> Optional<T> read(SeasonWriter writer, Origin origin, Function<Contents, T> question) {
        return write(writer, origin, season -> {}, season -> question.apply(season.contents()));
    }

    private <T> Optional<T> write(Origin origin, Consumer<OpenSeason> append, Function<OpenSeason, T> answer) {
        return write(writer(origin), origin, append, answer);
    }

    private <T> Optional<T> write(
            SeasonWriter writer, Origin origin, Consumer<OpenSeason> append, Function<OpenSeason, T> answer) {
        try {
            var answered = writer.write(append, answer);
            troubles.remove(origin);
            return Optional.of(answered);
        } catch (IllegalStateException | MalformedEntry e) {
            // A damaged log, or one that says something else than the documents.
            troubles.put(origin, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private SeasonWriter writer(Origin origin) {
        synchronized (writers) {
            var known = writers.get(origin);
            if (known == null) {
                makeRoom();
                known = writerOf(origin);
                writers.put(origin, known);
            }
            return known;
        }
    }

    private void makeRoom() {
        var entries = writers.values().stream().mapToLong(SeasonWriter::size).sum();
        for (var eldest = writers.values().iterator(); entries > MOST_ENTRIES && eldest.hasNext(); eldest.remove()) {
            entries -= eldest.next().size();
        }
    }

    private SeasonWriter writerOf(Origin origin) {
        return new SeasonWriter(() -> stored(origin), log -> new OpenSeason(log, entries, boards, chance));
    }

    private SeasonLog stored(Origin origin) {
        var store = seasons.open(origin);
        var signing = key.named(origin.toString());
        return store.read("checkpoint").isPresent()
                ? SeasonLog.open(store, signing, KnownKeys.of(signing.verifier()))
                : SeasonLog.create(store, signing);
    }

    /** The boards that are in this log; none when it is not there, or not what was signed. */
    Set<String> boards(Origin origin) {
        return seasons.checkpoint(origin).isEmpty()
                ? Set.of()
                : read(origin, contents -> Set.copyOf(contents.boards())).orElse(Set.of());
    }

    /** What tells the digest that each of these revisions has, or would have, in the log. */
    Function<Revision, String> digests(Collection<Revision> revisions) {
        return entries.prepared(revisions)::digest;
    }
}
