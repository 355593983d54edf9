package vn.thidua.scoring.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.thidua.proof.log.SeasonLog;
import vn.thidua.scoring.proof.Seasons.Outrun;

/**
 * Writes one season's log for this process. Whoever comes while a write is under way waits for it, and then goes in with
 * all who waited too: one write, and one signature, for all of them. Thread-safe; another process may write as well, the
 * store's guard decides.
 */
final class SeasonWriter {

    private static final int MOST_TRIES = 100;

    private final Supplier<SeasonLog> stored;
    private final Function<SeasonLog, OpenSeason> opening;
    private final ReentrantLock writing = new ReentrantLock();
    private final Queue<Wish<?>> waiting = new ConcurrentLinkedQueue<>();
    private @Nullable OpenSeason open;
    /** Whether the open season is what is stored, unless somebody else wrote. */
    private boolean isSound;

    private volatile long size;

    /** @param stored the log as it is stored now */
    SeasonWriter(Supplier<SeasonLog> stored, Function<SeasonLog, OpenSeason> opening) {
        this.stored = stored;
        this.opening = opening;
    }

    /**
     * Appends and answers, once what was appended is durable.
     *
     * @param append what is not in the log yet; asked again when somebody else was faster
     */
    <T> T write(Consumer<OpenSeason> append, Function<OpenSeason, T> answer) {
        var wish = new Wish<>(append, answer);
        waiting.add(wish);
        writing.lock();
        try {
            if (!wish.isAnswered()) {
                fulfil();
            }
        } finally {
            writing.unlock();
        }
        return wish.answer();
    }

    /** Has what somebody else wrote read with the next write. */
    void readOn() {
        writing.lock();
        try {
            isSound = false;
        } finally {
            writing.unlock();
        }
    }

    /** How many entries are in memory, about. */
    long size() {
        return size;
    }

    private void fulfil() {
        var wishes = new ArrayList<Wish<?>>();
        for (var wish = waiting.poll(); wish != null; wish = waiting.poll()) {
            wishes.add(wish);
        }
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            try {
                var season = season();
                // Until it is published, what is in memory is not what is stored.
                isSound = false;
                isSound = fulfil(season, wishes);
                size = season.size();
                return;
            } catch (Outrun e) {
                continue;
            } catch (RuntimeException e) {
                wishes.forEach(wish -> wish.failed(e));
                return;
            }
        }
        wishes.forEach(wish -> wish.failed(new IllegalStateException("others write this log all the time")));
    }

    private OpenSeason season() {
        var known = open;
        if (known != null && isSound) {
            return known;
        }
        // What could not be opened again is read whole.
        open = null;
        var log = stored.get();
        var season = known == null ? opening.apply(log) : known.reopened(log);
        open = season;
        return season;
    }

    /** @return whether the season is what is stored */
    private static boolean fulfil(OpenSeason season, List<Wish<?>> wishes) {
        var sound = true;
        for (var wish : wishes) {
            sound &= wish.append(season);
        }
        season.publish();
        for (var wish : wishes) {
            sound &= wish.answerFrom(season);
        }
        return sound;
    }

    /** What somebody wants of the log, and what came of it. */
    private static final class Wish<T> {

        private final Consumer<OpenSeason> append;
        private final Function<OpenSeason, T> answer;
        private @Nullable T answered;
        private @Nullable RuntimeException failure;

        Wish(Consumer<OpenSeason> append, Function<OpenSeason, T> answer) {
            this.append = append;
            this.answer = answer;
        }

        /** One wish that cannot be fulfilled spoils no other. */
        boolean append(OpenSeason season) {
            failure = null;
            try {
                append.accept(season);
                return true;
            } catch (Outrun e) {
                throw e;
            } catch (RuntimeException e) {
                failure = e;
                return false;
            }
        }

        boolean answerFrom(OpenSeason season) {
            if (failure != null) {
                return false;
            }
            try {
                answered = answer.apply(season);
                return true;
            } catch (RuntimeException e) {
                failure = e;
                return false;
            }
        }

        void failed(RuntimeException why) {
            failure = why;
        }

        boolean isAnswered() {
            return answered != null || failure != null;
        }

        T answer() {
            if (failure != null) {
                throw failure;
            }
            if (answered == null) {
                throw new IllegalStateException("not answered");
            }
            return answered;
        }
    }
}
