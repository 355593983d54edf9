package vn.thidua.notification.notice;

import java.util.List;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.LeadershipNominated;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.RankingEvent;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.StandingsUpdated;

/**
 * Which fact tells whom. Final results, their corrections and an agreed leadership are told to every member unit and to
 * the City committee; interim standings, proceedings and nominations are told to nobody, because they may still change.
 * The same event always gives the same notices, at most one for each recipient.
 */
public final class Notices {

    /** The recipient that is the City committee; no unit may have this id. */
    public static final String CITY = "CITY";

    private Notices() {}

    /** The notices of this event, members first, the City committee last. */
    public static List<Notice> of(RankingEvent event) {
        return switch (event) {
            case StandingsUpdated _ -> List.of();
            case ProceedingsRecorded _ -> List.of();
            case LeadershipNominated _ -> List.of();
            case ResultsFinalised results -> {
                var correction = results.standings().correction();
                yield correction == null
                        ? ResultsNotices.of(results.standings())
                        : CorrectionNotices.of(results, correction);
            }
            case LeadershipAgreed agreed -> LeadershipNotices.of(agreed);
        };
    }
}
