package vn.thidua.console.issuer;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * How often somebody may be wrong about a password or a client's secret: for one account from one address, and for all
 * accounts from one address. Who is right gets the guess back. An account is never shut to other addresses: or anybody
 * could keep its owner out by guessing. Each instance counts for itself. Thread-safe.
 */
final class GuessLimit {

    /** So many guesses at once; then one more with each of these spans. */
    private static final int OF_ACCOUNT = 20;

    private static final Duration EACH_OF_ACCOUNT = Duration.ofSeconds(30);
    private static final int OF_ADDRESS = 100;
    private static final Duration EACH_OF_ADDRESS = Duration.ofSeconds(3);

    private static final int MOST_KEPT = 100_000;
    private static final int LONGEST_NAME = 100;

    private final LoadingCache<String, Bucket> accounts;
    private final LoadingCache<String, Bucket> addresses;

    GuessLimit(Clock clock) {
        accounts = buckets(clock, OF_ACCOUNT, EACH_OF_ACCOUNT);
        addresses = buckets(clock, OF_ADDRESS, EACH_OF_ADDRESS);
    }

    private static LoadingCache<String, Bucket> buckets(Clock clock, int atOnce, Duration each) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                // By then it would be full again, as a new one is.
                .expireAfterAccess(each.multipliedBy(atOnce))
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(atOnce).refillGreedy(1, each))
                        .withCustomTimePrecision(new Time(clock))
                        .build());
    }

    /** Takes a guess at this account; to be given back when it was right. */
    Guess guess(String account, String address) {
        var name = account.substring(0, Math.min(account.length(), LONGEST_NAME));
        var taken = List.of(
                Objects.requireNonNull(accounts.get(address + " " + name)),
                Objects.requireNonNull(addresses.get(address)));
        for (var at = 0; at < taken.size(); at++) {
            var probe = taken.get(at).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                taken.subList(0, at).forEach(earlier -> earlier.addTokens(1));
                return new Guess.TooMany(Math.ceilDiv(probe.getNanosToWaitForRefill(), TimeUnit.SECONDS.toNanos(1)));
            }
        }
        return new Guess.Taken(taken);
    }

    /** Whether a password may be looked at. */
    sealed interface Guess {

        /** It may. */
        record Taken(List<Bucket> from) implements Guess {

            /** It was right. */
            void giveBack() {
                from.forEach(bucket -> bucket.addTokens(1));
            }
        }

        /** Not before so many seconds. */
        record TooMany(long seconds) implements Guess {}
    }

    private record Time(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
