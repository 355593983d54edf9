package vn.thidua.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.thidua.messaging.problem.Problems;

/**
 * Lets each client ask so many times a second and no more: one that is in a hurry waits for itself, not the others for
 * it. What is too much is answered 429 with {@code Retry-After}. Each instance of a service counts for itself.
 */
final class RateLimit extends OncePerRequestFilter {

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);
    private static final int MOST_CLIENTS = 100_000;

    private final LoadingCache<String, Bucket> buckets;

    /**
     * @param perSecond requests of one client that are taken in the long run
     * @param burst requests that are taken at once after a pause
     */
    RateLimit(int perSecond, int burst) {
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build(client -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof ActorToken token) {
            var bucket = Objects.requireNonNull(buckets.get(token.getPrincipal().id()));
            var probe = bucket.tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                var seconds = Math.ceilDiv(
                        probe.getNanosToWaitForRefill(), Duration.ofSeconds(1).toNanos());
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
                Problems.write(Refusals.tooManyRequests(seconds), request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
