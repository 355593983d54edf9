package vn.thidua.messaging.limit;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.PathMatcher;
import org.springframework.util.unit.DataSize;

/**
 * How large bodies may be, as they come over the wire, and how long they may take.
 *
 * @param body the usual limit, many times the longest sheet or score table
 * @param bodies other limits, by path pattern
 * @param patience from the first byte that is read to the last: who trickles is not waited for
 */
@ConfigurationProperties("thidua.limits")
public record BodyLimits(
        @DefaultValue("256KB") DataSize body,
        @DefaultValue Map<String, DataSize> bodies,
        @DefaultValue("30s") Duration patience) {

    private static final PathMatcher PATHS = new AntPathMatcher();

    public BodyLimits {
        bodies = Map.copyOf(bodies);
    }

    long bytes(String path) {
        return bodies.entrySet().stream()
                .filter(limit -> PATHS.match(limit.getKey(), path))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(body)
                .toBytes();
    }
}
