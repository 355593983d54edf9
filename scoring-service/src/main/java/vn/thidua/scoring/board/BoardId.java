package vn.thidua.scoring.board;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;
import vn.thidua.scoring.cluster.Cluster;

/**
 * One cluster in one period, for example {@code hn-mttq-cum-1:2019} or {@code hn-mttq-cum-1:2019-H1}.
 *
 * @param period the year, and for a part of it a hyphen and up to eight capitals or digits
 */
public record BoardId(String cluster, String period) {

    private static final Pattern PERIOD = Pattern.compile("[12][0-9]{3}(-[A-Z0-9]{1,8})?");

    public BoardId {
        requireNonNull(cluster, "cluster");
        requireNonNull(period, "period");
    }

    /** The id that this text is, if it is one. */
    public static Optional<BoardId> parse(String text) {
        var colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        var cluster = text.substring(0, colon);
        var period = text.substring(colon + 1);
        return Cluster.isId(cluster) && PERIOD.matcher(period).matches()
                ? Optional.of(new BoardId(cluster, period))
                : Optional.empty();
    }

    /** As it stands in addresses and events. */
    @Override
    public String toString() {
        return cluster + ":" + period;
    }
}
